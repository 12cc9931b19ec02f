import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// Goes where it is sent, up to the redirect that would bring it back.
struct Browser: Sendable {
    struct NotSentBack: Error {}

    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))

    /// The status of an answer by whomever it may be.
    static func carelessly(asks url: URL) async throws -> Int {
        var configuration = HTTPClient.Configuration()
        configuration.tlsConfiguration = .makeClientConfiguration()
        configuration.tlsConfiguration?.certificateVerification = .none
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let status = try? await client.execute(HTTPClientRequest(url: url.absoluteString), timeout: .seconds(20)).status
        try await client.shutdown()
        return Int(status?.code ?? 0)
    }

    /// - Returns: the query that it comes back with.
    func visit(_ url: URL) async throws -> String {
        let answer = try await Self.client.execute(HTTPClientRequest(url: url.absoluteString), timeout: .seconds(20))
        guard answer.status == .found, let location = answer.headers.first(name: "Location"),
            location.hasPrefix(Samples.redirectURI + "?")
        else { throw NotSentBack() }
        return String(location.dropFirst(Samples.redirectURI.count + 1))
    }
}
