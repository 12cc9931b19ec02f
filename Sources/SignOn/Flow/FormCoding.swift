import Foundation

/// `application/x-www-form-urlencoded` (RFC 6749, appendix B).
package enum FormCoding {
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    package static func escape(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    package static func encode(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\(escape($0.name))=\(escape($0.value))" }.joined(separator: "&")
    }

    /// Bytes of the longest query that is read.
    package static let longest = 16 << 10

    /// - Returns: nil when it is too long, is not UTF-8, or names something twice: no parameter may come twice (RFC 6749,
    ///   section 3.1). Parameters without a value are left out, as the same section says.
    package static func decode(_ text: String) -> [String: String]? {
        guard text.utf8.count <= longest else { return nil }
        var fields: [String: String] = [:]
        var names: Set<String> = []
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = plain(parts[0]), let value = parts.count > 1 ? plain(parts[1]) : "",
                names.insert(name).inserted
            else { return nil }
            if !value.isEmpty { fields[name] = value }
        }
        return fields
    }

    private static func plain(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}
