//! Reading BPMN: one small text for each feature and each mistake.

mod corpus;
