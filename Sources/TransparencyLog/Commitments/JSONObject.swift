/// An object of JSON: each name once, in the order of RFC 8785, section 3.2.3 (by UTF-16 code units).
public struct JSONObject: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: JSONValue

        public static func == (one: Member, other: Member) -> Bool {
            one.name.utf8.elementsEqual(other.name.utf8) && one.value == other.value
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(JSONValue.string(name))
            hasher.combine(value)
        }
    }

    public let members: [Member]

    /// - Parameter members: in any order.
    /// - Throws: ``LogError`` `malformed` when two names are the same, code point by code point.
    public init(_ members: some Sequence<(String, JSONValue)>) throws(LogError) {
        let sorted = members.map { Member(name: $0.0, value: $0.1) }.sorted { Self.precedes($0.name, $1.name) }
        // Sorted, and neither before the other: the same.
        for (one, next) in zip(sorted, sorted.dropFirst()) where !Self.precedes(one.name, next.name) {
            throw LogError(.malformed, "an object of JSON that has a name twice")
        }
        self.members = sorted
    }

    /// Traps when a name stands there twice, as a dictionary's literal does.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        do { try self.init(members) } catch { preconditionFailure(error.detail) }
    }

    /// The value of a name that is the same code point by code point; nil when there is none.
    public subscript(name: String) -> JSONValue? {
        members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    private static func precedes(_ one: String, _ other: String) -> Bool {
        one.utf16.lexicographicallyPrecedes(other.utf16)
    }
}
