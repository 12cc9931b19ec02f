/// The JSON Canonicalization Scheme (RFC 8785): the one sequence of bytes for a value of JSON, so that a hash or a
/// commitment to it can be checked by whoever rebuilds the value.
///
/// What is written here can be read here: both ways have the same limits. Texts keep their code points as they are;
/// noncharacters (such as U+FFFF) pass, although RFC 7493 frowns on them, for a user may have typed one.
public enum CanonicalJSON {
    /// Of a whole text, in bytes.
    public static let largestByteCount = 1 << 20
    /// Of arrays and objects within one another.
    public static let greatestDepth = 64

    /// The canonical form, in UTF-8.
    /// - Throws: ``LogError`` `malformed` when a number is NaN or infinite, or a limit is passed.
    public static func bytes(of value: JSONValue) throws(LogError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.write(value, depth: 0)
        guard writer.bytes.count <= largestByteCount else {
            throw LogError(.malformed, "JSON of more than \(largestByteCount) bytes")
        }
        return writer.bytes
    }

    /// Reads any JSON, canonical or not, as strictly as RFC 8259 and RFC 7493 allow.
    ///
    /// Refused besides what is not JSON in UTF-8: a byte-order mark, a name twice in an object, half a surrogate pair,
    /// a number that overflows, anything but white space after the value, a limit passed. A number that a double does
    /// not hold exactly is rounded, as in every other reader; ``isCanonical(_:)`` then says no.
    /// - Throws: ``LogError`` `malformed`. It tells the place and the rule, nothing of the content.
    public static func parse(_ bytes: some Collection<UInt8>) throws(LogError) -> JSONValue {
        guard bytes.count <= largestByteCount else {
            throw LogError(.malformed, "JSON of more than \(largestByteCount) bytes")
        }
        var parser = JSONParser(bytes)
        return try parser.document()
    }

    /// Whether these are exactly the bytes that ``bytes(of:)`` makes of the value that they hold.
    public static func isCanonical(_ bytes: some Collection<UInt8>) -> Bool {
        guard let value = try? parse(bytes), let canonical = try? Self.bytes(of: value) else { return false }
        return canonical.elementsEqual(bytes)
    }
}
