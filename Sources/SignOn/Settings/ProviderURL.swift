package import Foundation

/// The addresses that this client takes: https, or http at this very machine.
package enum ProviderURL {
    /// - Parameter allowsLoopback: whether http is taken at a loopback address.
    /// - Returns: nil for another scheme, without host, with user or fragment, or with characters that no URL has.
    package static func parse(_ text: String, allowsLoopback: Bool) -> URL? {
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let url = URL(string: text, encodingInvalidCharacters: false),
            let host = url.host(), !host.isEmpty, url.user() == nil, url.password() == nil, url.fragment() == nil
        else { return nil }
        return switch url.scheme {
        case "https": url
        case "http" where allowsLoopback && isLoopback(host): url
        default: nil
        }
    }

    /// `localhost` (RFC 6761, section 6.3), 127.0.0.0/8 in four decimal parts (RFC 1122, section 3.2.1.3), or ::1.
    package static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
    }
}
