import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import SignOn

/// A provider that listens on this machine, and what a test asks it by.
struct Stage: Sendable {
    let provider: TestProvider
    let clock: TestClock
    let browser = Browser()

    /// - Parameter timeout: of each question.
    func client(_ settings: ProviderSettings, timeout: Duration = .seconds(20)) -> Provider {
        Provider(settings, exchange: ProviderExchange(timeout: timeout), now: { [clock] in clock.now })
    }

    func client(timeout: Duration = .seconds(20)) throws -> Provider {
        client(try Samples.settings(issuer: provider.issuer), timeout: timeout)
    }

    func signIn() async throws -> String { try await signIn(client()) }

    /// The whole way.
    func signIn(_ client: Provider) async throws -> String {
        let attempt = try await client.begin()
        return try await client.finish(query: try await browser.visit(attempt.url), secrets: attempt.secrets)
    }
}

/// Runs a provider on a free port of this machine while `body` runs.
func serving(
    _ key: TestKey = .es256(), by certificate: TestCertificate? = nil, _ body: (Stage) async throws -> Void
) async throws {
    let clock = TestClock()
    let provider = TestProvider(Behaviour(keys: [key], signer: key), clock: clock)
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "provider")
    logger.logLevel = .critical
    let application = Application(
        responder: CallbackResponder<BasicRequestContext> { request, _ in try await provider.answer(request) },
        server: try certificate.map { try .tls(tlsConfiguration: $0.configuration) } ?? .http1(),
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { told.yield($0.localAddress?.port ?? 0) },
        logger: logger)
    let server = Task {
        defer { told.finish() }
        try await application.run()
    }
    var iterator = ports.makeAsyncIterator()
    struct NotStarted: Error {}
    guard let port = await iterator.next() else { throw NotStarted() }
    provider.listens(at: "\(certificate == nil ? "http" : "https")://127.0.0.1:\(port)")
    let result: Result<Void, any Error>
    do {
        result = .success(try await body(Stage(provider: provider, clock: clock)))
    } catch {
        result = .failure(error)
    }
    server.cancel()
    _ = await server.result
    try result.get()
}
