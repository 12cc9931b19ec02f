import Records
import TransparencyLog

extension EventRecord {
    /// What the entry holds a commitment to; nil when it is none, or was erased.
    var payload: JSONObject? {
        guard let opening, case .object(let payload)? = try? CanonicalJSON.parse(opening.payload) else { return nil }
        return payload
    }
}

extension JSONValue {
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var whole: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
}
