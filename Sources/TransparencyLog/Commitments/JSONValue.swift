/// A value of JSON (RFC 8259) that is also I-JSON (RFC 7493), so that everybody's software reads the same from it.
///
/// Two values are equal when their canonical bytes are. So texts compare by code point: `é` as one code point is not
/// `é` as a letter and an accent, unlike with `String`, since RFC 8785 (section 3.1) leaves both as they are.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// Infinities and NaN have no form in JSON: ``CanonicalJSON/bytes(of:)`` refuses them.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The largest whole number that keeps its neighbours apart when it is read as a double: 2^53 - 1 (RFC 7493,
    /// section 2.2).
    public static let largestInteger = (1 << 53) - 1

    /// A whole number that every reader gets back exactly. A larger one belongs into a text.
    /// - Throws: ``LogError`` `malformed` below -``largestInteger`` and above ``largestInteger``.
    public static func integer(_ value: some BinaryInteger) throws(LogError) -> JSONValue {
        guard value <= largestInteger, value >= -largestInteger else {
            throw LogError(.malformed, "a whole number beyond 2^53 - 1 does not survive JSON")
        }
        return .number(Double(value))
    }

    public static func == (one: JSONValue, other: JSONValue) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): for byte in value.utf8 { hasher.combine(byte) }
        case .array(let values): hasher.combine(values)
        case .object(let object): hasher.combine(object)
        }
    }
}
