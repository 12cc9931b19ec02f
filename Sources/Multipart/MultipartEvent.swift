/// What a parser has come upon, in the order `(began bytes* ended)* finished`.
///
/// The events of a form that is refused in the end are in this order too, cut off anywhere. Keep nothing of a form before
/// ``MultipartParser/finish()`` has returned.
public enum MultipartEvent: ~Escapable {
    /// A part's headers are read.
    case began(MultipartPart)
    /// The part's next bytes, at least one, never copied: valid for as long as the call lasts.
    case bytes(Span<UInt8>)
    /// The part is whole.
    case ended
    /// The close delimiter is read. No event follows.
    case finished
}
