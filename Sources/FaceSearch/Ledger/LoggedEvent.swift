public import Foundation
public import TransparencyLog

/// An entry of the log: what happened, when, to which pseudonymous ids, and a commitment to the rest.
///
/// No personal data: whoever reads the log learns that a search was made, not by whom or for whom. As bytes it is canonical
/// JSON (RFC 8785) with the members `v` (1), `type`, `time`, `ids` and, where there is a payload, `commitment`.
public struct LoggedEvent: Hashable, Sendable {
    /// What happened, such as `home.created`.
    public let type: String
    /// To the second.
    public let time: Date
    /// Random ids by what they stand for, such as `search`.
    public let ids: [String: PseudonymousID]
    /// To the payload that is kept apart, so that it can be erased.
    public let commitment: Commitment?

    public init(
        _ type: String, at time: Date = Date(), ids: [String: PseudonymousID] = [:], commitment: Commitment? = nil
    ) {
        self.type = type
        self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
        self.ids = ids
        self.commitment = commitment
    }

    /// Nil when the bytes are no event: another program's entry, or a later version's.
    public init?(_ bytes: [UInt8]) {
        guard case .object(let members)? = try? CanonicalJSON.parse(bytes), members["v"] == .number(1),
            case .string(let type)? = members["type"],
            case .string(let text)? = members["time"], let time = try? Date(text, strategy: .iso8601),
            case .object(let ids)? = members["ids"]
        else { return nil }
        var known: [String: PseudonymousID] = [:]
        for member in ids.members {
            guard case .string(let text) = member.value, let id = PseudonymousID(text) else { return nil }
            known[member.name] = id
        }
        var commitment: Commitment?
        if let member = members["commitment"] {
            guard case .string(let text) = member, let known = Commitment(text) else { return nil }
            commitment = known
        }
        self.init(type, at: time, ids: known, commitment: commitment)
        // Nothing else, and nothing in another spelling: a terminal is shown these words.
        guard Self.isWord(type), ids.members.allSatisfy({ Self.isWord($0.name) }), (try? self.bytes) == bytes else {
            return nil
        }
    }

    /// Lower-case letters, full stops and hyphens.
    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2E || $0 == 0x2D }
    }

    /// As it stands in the log.
    public var bytes: [UInt8] {
        get throws {
            var members: [(String, JSONValue)] = [
                ("v", .number(1)), ("type", .string(type)), ("time", .string(time.formatted(.iso8601))),
                ("ids", .object(try JSONObject(ids.map { ($0.key, .string($0.value.text)) }))),
            ]
            if let commitment { members.append(("commitment", .string(commitment.description))) }
            return try CanonicalJSON.bytes(of: .object(JSONObject(members)))
        }
    }
}

/// Stands for a person, a search, a case or a collection in the log; says nothing about it by itself.
public struct PseudonymousID: Hashable, Sendable {
    /// 32 hexadecimal digits: 128 random bits.
    public let text: String

    public static func random() -> PseudonymousID {
        PseudonymousID(
            unchecked: (0..<2).map { _ in
                let digits = String(UInt64.random(in: .min ... .max), radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined())
    }

    /// Nil unless these are 32 lower-case hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.count == 32, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase && $0.isASCII }) else {
            return nil
        }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }
}
