/// A path for people. The name of a file is any bytes but `/` and zero, chosen by a stranger: what a terminal would
/// obey or what is no text is shown as `\n` or `\xNN`, so that two different paths never look the same
/// and none breaks a line.
public enum PathText {
    public static func display(_ path: some Sequence<UInt8>) -> String {
        var bytes = Array(path)[...]
        var text = ""
        while let first = bytes.first {
            let scalar =
                bytes.prefix(4).indices.lazy
                .map { String(validating: bytes[bytes.startIndex...$0], as: UTF8.self) }
                .first { $0 != nil } ?? nil
            if let scalar, let only = scalar.unicodeScalars.first, isPlain(only) {
                text += scalar
                bytes = bytes.dropFirst(scalar.utf8.count)
            } else if first == UInt8(ascii: "\n") {
                text += "\\n"
                bytes = bytes.dropFirst()
            } else {
                text += "\\x" + hexadecimal(first)
                bytes = bytes.dropFirst()
            }
        }
        return text
    }

    /// The path itself when it is text; nil when it is not and only ``display(_:)`` can show it.
    public static func exact(_ path: some Sequence<UInt8>) -> String? {
        String(validating: Array(path), as: UTF8.self)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: scalar != "\\"
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
