use crate::ApiError;
use crate::html::Formatted;
use crate::params::Params;

/// The most characters of a message, after its entities are read.
const MAX_TEXT_CHARS: usize = 4096;

/// The most characters of a caption, after its entities are read.
const MAX_CAPTION_CHARS: usize = 1024;

/// The text of a message, which must have one.
pub(crate) fn text(params: &Params) -> Result<Formatted, ApiError> {
    let text = formatted(params, "text")?;
    if text.text.trim().is_empty() {
        return Err(ApiError::bad_request("message text is empty"));
    }
    if text.text.chars().count() > MAX_TEXT_CHARS {
        return Err(ApiError::bad_request("message is too long"));
    }
    Ok(text)
}

/// The caption of a message, which may be empty.
pub(crate) fn caption(params: &Params) -> Result<Formatted, ApiError> {
    let caption = formatted(params, "caption")?;
    if caption.text.chars().count() > MAX_CAPTION_CHARS {
        return Err(ApiError::bad_request("message caption is too long"));
    }
    Ok(caption)
}

fn formatted(params: &Params, name: &str) -> Result<Formatted, ApiError> {
    let text = params.text(name).unwrap_or_default();
    let mode = params.text("parse_mode").unwrap_or_default();
    match mode.to_lowercase().as_str() {
        "" | "none" => Ok(Formatted::plain(&text)),
        "html" => Formatted::from_html(&text)
            .map_err(|why| ApiError::bad_request(&format!("can't parse entities: {why}"))),
        _ => Err(ApiError::bad_request("unsupported parse_mode")),
    }
}
