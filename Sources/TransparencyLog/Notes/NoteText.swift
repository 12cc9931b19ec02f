/// The characters of a note (C2SP signed-note, "Format").
enum NoteText {
    /// - Returns: nil unless these are UTF-8, no control characters other than newlines among them, the last byte a
    ///   newline.
    static func parse(_ bytes: some Collection<UInt8>) -> String? {
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }), let text = String(validating: bytes, as: UTF8.self),
            text.utf8.last == 0x0A
        else { return nil }
        return text
    }
}
