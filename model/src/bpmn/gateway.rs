//! Gateways.

use super::xml::Node as Xml;
use crate::process::Gateway;

/// Reads a gateway.
pub(super) fn read(xml: Xml<'_>) -> Gateway {
    match xml.local() {
        "parallelGateway" => Gateway::Parallel,
        "inclusiveGateway" => Gateway::Inclusive,
        "complexGateway" => Gateway::Complex,
        "eventBasedGateway" => match (xml.value("eventGatewayType").as_deref(), xml.flag("instantiate")) {
            (Some("Parallel"), _) => Gateway::ParallelEventBased,
            (_, Some(true)) => Gateway::EventBasedStart,
            _ => Gateway::EventBased,
        },
        _ => Gateway::Exclusive,
    }
}
