//! A JSON value held against a JSON schema (draft 7 or 2020-12): the words that the schemas of `tests/suite/schema` and
//! `docs/schema` use, and an error at every other one, so that nothing passes unread.

use serde_json::Value;

/// Why `value` is not what `schema` describes; empty where it is.
///
/// # Panics
/// Where the schema uses a word that is not known here.
pub fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut errors = Vec::new();
    Held { root: schema, errors: &mut errors }.hold(schema, value, "$");
    errors
}

struct Held<'a> {
    root: &'a Value,
    errors: &'a mut Vec<String>,
}

impl Held<'_> {
    fn hold(&mut self, schema: &Value, value: &Value, at: &str) {
        if let Some(false) = schema.as_bool() {
            self.wrong(at, "nothing is allowed here");
        }
        let Some(words) = schema.as_object() else { return };
        for (word, says) in words {
            match word.as_str() {
                "$schema" | "$id" | "title" | "description" | "default" | "definitions" | "$defs" => {}
                "const" if says != value => self.wrong(at, &format!("{says} is expected")),
                "minLength" if value.as_str().is_some_and(|text| (text.chars().count() as u64) < says.as_u64().unwrap_or(0)) => {
                    self.wrong(at, "the text is too short");
                }
                "$ref" => {
                    let path = says.as_str().and_then(|path| path.strip_prefix('#')).expect("references stay in the schema");
                    let target = self.root.pointer(path).unwrap_or_else(|| panic!("{path} leads nowhere")).clone();
                    self.hold(&target, value, at);
                }
                "type" if !is(value, says.as_str().expect("a type is one word")) => self.wrong(at, &format!("{says} is expected")),
                "enum" if !says.as_array().is_some_and(|all| all.contains(value)) => self.wrong(at, &format!("none of {says}")),
                "minimum" if value.as_f64() < says.as_f64() => self.wrong(at, &format!("less than {says}")),
                "maximum" if value.as_f64() > says.as_f64() => self.wrong(at, &format!("more than {says}")),
                "anyOf" | "oneOf" => {
                    let fits = |schema: &&Value| {
                        let mut errors = Vec::new();
                        Held { root: self.root, errors: &mut errors }.hold(schema, value, at);
                        errors.is_empty()
                    };
                    let count = says.as_array().expect("a list of schemas").iter().filter(fits).count();
                    if count == 0 || word == "oneOf" && count > 1 {
                        self.wrong(at, &format!("{count} of {word} fit"));
                    }
                }
                "type" | "enum" | "minimum" | "maximum" | "const" | "minLength" => {}
                "format" => self.format(says.as_str().unwrap_or_default(), value, at),
                "pattern" => self.pattern(says.as_str().unwrap_or_default(), value, at),
                "required" => {
                    for name in says.as_array().into_iter().flatten().filter_map(Value::as_str) {
                        if value.as_object().is_some_and(|object| !object.contains_key(name)) {
                            self.wrong(at, &format!("{name} is missing"));
                        }
                    }
                }
                "properties" => {
                    for (name, schema) in says.as_object().into_iter().flatten() {
                        if let Some(value) = value.get(name) {
                            self.hold(schema, value, &format!("{at}.{name}"));
                        }
                    }
                }
                "additionalProperties" => {
                    let known = words.get("properties").and_then(Value::as_object);
                    for (name, value) in value.as_object().into_iter().flatten() {
                        if !known.is_some_and(|known| known.contains_key(name)) {
                            self.hold(says, value, &format!("{at}.{name}"));
                        }
                    }
                }
                "items" => {
                    for (rank, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.hold(says, item, &format!("{at}[{rank}]"));
                    }
                }
                "minItems" => {
                    if value.as_array().is_some_and(|list| (list.len() as u64) < says.as_u64().unwrap_or(0)) {
                        self.wrong(at, &format!("fewer items than {says}"));
                    }
                }
                "uniqueItems" => {
                    let list = value.as_array().map_or(&[][..], Vec::as_slice);
                    if says == &Value::Bool(true) && list.iter().enumerate().any(|(rank, item)| list[..rank].contains(item)) {
                        self.wrong(at, "an item is there twice");
                    }
                }
                _ => panic!("{at}: the schema's word {word} is not known here"),
            }
        }
    }

    fn format(&mut self, format: &str, value: &Value, at: &str) {
        let Some(text) = value.as_str() else { return };
        let escaped = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
        let hex = |part: &str| part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        let address = escaped && text.split('%').skip(1).all(hex);
        let fits = match format {
            "uri-reference" => address,
            "uri" => address && text.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())),
            _ => panic!("{at}: the format {format} is not known here"),
        };
        if !fits {
            self.wrong(at, &format!("{text} is no {format}"));
        }
    }

    fn pattern(&mut self, pattern: &str, value: &Value, at: &str) {
        let text = value.as_str().unwrap_or_default();
        if pattern == "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" {
            let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
            let parts: Vec<&str> = text.split('-').collect();
            if !matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2)) {
                self.wrong(at, &format!("{text} does not fit {pattern}"));
            }
            return;
        }
        // A language; the other patterns belong to properties that recens does not write.
        assert!(pattern.starts_with("^[a-zA-Z]{2}|"), "{at}: the pattern {pattern} is not known here");
        if text.bytes().take(2).filter(u8::is_ascii_alphabetic).count() != 2 {
            self.wrong(at, &format!("{text} does not fit {pattern}"));
        }
    }

    fn wrong(&mut self, at: &str, why: &str) {
        self.errors.push(format!("{at}: {why}"));
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => panic!("the type {kind} is not known here"),
    }
}

#[cfg(test)]
mod tests {
    use super::errors;
    use serde_json::json;

    #[test]
    fn each_word_of_a_schema_says_no() {
        let cases = [
            (json!({"type": "integer", "minimum": 1, "maximum": 3}), json!(2), vec![json!(0), json!(4), json!(1.5), json!("2")]),
            (json!({"enum": ["a", "b"]}), json!("a"), vec![json!("c"), json!(1)]),
            (
                json!({"items": {"type": "string"}, "minItems": 1, "uniqueItems": true}),
                json!(["a"]),
                vec![json!([]), json!(["a", "a"]), json!([1])],
            ),
            (
                json!({"properties": {"a": {"$ref": "#/definitions/t"}}, "required": ["a"], "additionalProperties": false, "definitions": {"t": {"type": "string"}}}),
                json!({"a": "x"}),
                vec![json!({}), json!({"a": 1}), json!({"a": "x", "b": 1})],
            ),
            (json!({"additionalProperties": {"type": "string"}}), json!({"b": "x"}), vec![json!({"b": 1})]),
            (json!({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}), json!({"a": 1, "b": 1}), vec![json!({})]),
            (json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}), json!({"a": 1}), vec![json!({}), json!({"a": 1, "b": 1})]),
            (json!({"const": "a"}), json!("a"), vec![json!("b")]),
            (json!({"minLength": 1}), json!("é"), vec![json!("")]),
            (json!({"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}), json!("2026-11-22"), vec![json!("26-11-22"), json!("2026-11-2x")]),
            (json!({"$ref": "#/$defs/t", "$defs": {"t": {"type": "string"}}}), json!("x"), vec![json!(1)]),
            (json!({"format": "uri"}), json!("https://x.org/%C3"), vec![json!("a b"), json!("a"), json!("x:%z")]),
            (json!({"format": "uri-reference"}), json!("a/b.c"), vec![json!("é"), json!("a<b")]),
        ];
        for (schema, right, wrong) in cases {
            assert!(errors(&schema, &right).is_empty(), "{schema} refuses {right}");
            for wrong in wrong {
                assert!(!errors(&schema, &wrong).is_empty(), "{schema} takes {wrong}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "is not known here")]
    fn a_word_that_is_not_known_is_not_passed_over() {
        errors(&json!({"dependentSchemas": {}}), &json!({}));
    }
}
