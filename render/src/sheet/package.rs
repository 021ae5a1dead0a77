//! The container of office documents: named parts in one ZIP file, with fixed dates.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// The bytes of a package of these parts, in this order. A part named `mimetype` is stored as it is, as OpenDocument asks.
pub fn write(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // What is packed already does not get smaller.
        let stored = name == "mimetype" || name.ends_with(".png");
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default()).system(System::Unix);
        // Writing to memory cannot fail; names are this crate's own, and distinct.
        zip.start_file(name.as_str(), options).and_then(|()| Ok(zip.write_all(bytes)?)).expect("parts are written to memory");
    }
    zip.finish().expect("the directory is written to memory").into_inner()
}
