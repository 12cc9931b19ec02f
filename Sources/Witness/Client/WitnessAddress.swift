public import Foundation
public import TransparencyLog

/// A witness that a log asks for cosignatures.
public struct WitnessAddress: Hashable, Sendable {
    /// Of kind ``VerifierKey/Kind/cosignature``.
    public let key: VerifierKey
    /// The witness's submission prefix: `add-checkpoint` stands below it.
    public let url: URL

    /// - Parameter url: http or https, with a host; without user, query or fragment.
    /// - Throws: ``LogError`` `.malformed`.
    public init(key: VerifierKey, url: String) throws {
        guard key.kind == .cosignature else { throw LogError(.malformed, "a log's key where a witness's is needed") }
        guard let parsed = URL(string: url, encodingInvalidCharacters: false), !(parsed.host() ?? "").isEmpty,
            ["http", "https"].contains(parsed.scheme), parsed.user() == nil, parsed.password() == nil,
            parsed.query() == nil, parsed.fragment() == nil
        else { throw LogError(.malformed, "not the http or https URL of a witness") }
        self.key = key
        self.url = parsed
    }
}
