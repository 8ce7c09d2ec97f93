//! A form with a file in it (RFC 7578).

use crate::Document;

/// A form that is complete.
#[derive(Debug)]
pub(crate) struct Form {
    /// The request's `Content-Type`.
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

/// A form of these fields and, under the last name, this file.
pub(crate) fn form(fields: &[(&str, String)], (name, file): (&str, &Document)) -> Form {
    let values = fields.iter().map(|(_, value)| value.as_str());
    let texts: Vec<_> = values.chain([file.content()]).collect();
    let boundary = boundary(&texts);
    let mut body = String::new();
    for (name, value) in fields {
        body += &format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    body += &format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n{}\r\n--{boundary}--\r\n",
        file.name(),
        file.mime(),
        file.content(),
    );
    Form {
        content_type: format!("multipart/form-data; boundary={boundary}"),
        body: body.into_bytes(),
    }
}

/// A line that none of the texts has. There is one: a text has fewer numbers in it than bytes.
fn boundary(texts: &[&str]) -> String {
    let mut candidates = (0_u32..).map(|number| format!("frontdesk-{number:08}"));
    let is_free = |candidate: &String| !texts.iter().any(|text| text.contains(candidate));
    let free = candidates.find(is_free);
    free.expect("texts are shorter than there are numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(content: &str) -> Document {
        Document::new("visit.ics", "text/calendar", content).unwrap()
    }

    #[test]
    fn a_form_has_its_fields_and_its_file() {
        let fields = [
            ("chat_id", "42".to_owned()),
            ("caption", "a\r\nb".to_owned()),
        ];
        let form = form(&fields, ("document", &file("BEGIN:VCALENDAR\r\nEND\r\n")));
        assert_eq!(
            form.content_type,
            "multipart/form-data; boundary=frontdesk-00000000"
        );
        let body = String::from_utf8(form.body).unwrap();
        assert_eq!(
            body.replace("\r\n", "\n"),
            "--frontdesk-00000000\nContent-Disposition: form-data; name=\"chat_id\"\n\n42\n\
             --frontdesk-00000000\nContent-Disposition: form-data; name=\"caption\"\n\na\nb\n\
             --frontdesk-00000000\nContent-Disposition: form-data; name=\"document\"; filename=\"visit.ics\"\n\
             Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nEND\n\n--frontdesk-00000000--\n"
        );
    }

    #[test]
    fn no_text_can_end_its_part() {
        let hostile = "\r\n--frontdesk-00000000--\r\n";
        let fields = [("caption", "frontdesk-00000001".to_owned())];
        let form = form(&fields, ("document", &file(hostile)));
        assert!(form.content_type.ends_with("=frontdesk-00000002"));
        let body = String::from_utf8(form.body).unwrap();
        assert_eq!(body.matches("--frontdesk-00000002").count(), 3);
    }
}
