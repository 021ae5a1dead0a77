//! Where the preview listens: the loopback address only, on a port that is free.

use crate::complaint;
use crate::words::serve as words;
use anyhow::Result;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// The port without `--port`.
pub const PORT: u16 = 7440;
/// How many ports after a taken one are tried to name a free one.
const TRIED: u16 = 50;

/// A port that is listened on.
#[derive(Debug)]
pub struct Bound {
    /// The listener.
    pub listener: TcpListener,
    /// Its port.
    pub port: u16,
}

/// Listens on `port` (0: one that the system chooses), else on [`PORT`].
///
/// # Errors
/// Where the port is taken or refused, with the next that is free.
pub fn bind(port: Option<u16>) -> Result<Bound> {
    let port = port.unwrap_or(PORT);
    match listen(port) {
        Ok(bound) => Ok(bound),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(complaint::of(words::port_taken(port, free_after(port)))),
        Err(error) => Err(complaint::of(words::port_refused(port, &error))),
    }
}

fn listen(port: u16) -> std::io::Result<Bound> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    let port = listener.local_addr()?.port();
    Ok(Bound { listener, port })
}

/// The next port that can be listened on.
fn free_after(port: u16) -> Option<u16> {
    (port.saturating_add(1)..=port.saturating_add(TRIED)).find(|port| listen(*port).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::complaint::Complaint;

    #[test]
    fn a_taken_port_is_told_with_the_next_free_one() {
        let first = bind(Some(0)).unwrap();
        assert!(first.listener.local_addr().unwrap().ip().is_loopback());
        let error = bind(Some(first.port)).unwrap_err();
        let Complaint(text) = error.downcast_ref::<Complaint>().unwrap();
        assert!(text.en.contains(&first.port.to_string()) && text.en.contains("--port"), "{}", text.en);
    }
}
