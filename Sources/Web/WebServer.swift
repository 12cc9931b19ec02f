public import FaceAnalysis
public import FaceSearch
import Foundation
import HTTPTypes
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
import Secrets
package import ServiceLifecycle
import Vocabulary

/// The web desk and the JSON API over one home.
public struct WebServer: Sendable {
    let desk: Desk

    /// - Throws: when a page's template cannot be read, which a test rules out.
    public init(home: Home, analyzer: FaceAnalyzer, settings: WebSettings, logger: Logger) throws {
        desk = try Desk(home: home, analyzer: analyzer, settings: settings, logger: logger)
    }

    /// Serves until SIGINT or SIGTERM, then answers what has been asked, and returns.
    /// - Parameter onListening: is told the port.
    /// - Throws: `server.certificate`, and whatever taking the port throws.
    public func run(onListening: @escaping @Sendable (Int) async -> Void) async throws {
        let daily = DailyRetention(home: desk.home, logger: desk.logger)
        let served: Result<Void, any Error>
        do {
            served = .success(try await buildApplication(beside: [daily], onListening: onListening).runService())
        } catch {
            served = .failure(error)
        }
        await desk.indexing.stop()
        try served.get()
    }

    /// A link by which a household's owner comes in, once.
    public func ownersPath() -> String { "/sign-in?key=\(desk.ownersKeys.make().text)" }

    package func buildApplication(
        beside services: [any Service] = [], onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let router = Router(context: DeskContext.self)
        router.add(middleware: Threshold(desk: desk))
        let door = Door(desk)
        for route in Routes.all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await door.answer(route, request, context)
            }
        }
        // Somebody who sends nothing for so long loses the connection.
        let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(75)))
        return Application(
            router: router, server: try encrypted(plain),
            configuration: ApplicationConfiguration(
                address: .hostname(desk.settings.host, port: desk.settings.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(512)),
            services: services, onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: quiet)
    }

    /// Hummingbird's own words: at lower levels it tells what it was sent.
    private var quiet: Logger {
        var logger = desk.logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func encrypted(_ plain: HTTPServerBuilder) throws -> HTTPServerBuilder {
        guard let certificate = desk.settings.certificate, let key = desk.settings.key else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate.path).map {
                NIOSSLCertificateSource.certificate($0)
            }
            let secret = try NIOSSLPrivateKey(file: key.path, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(secret))
            configuration.minimumTLSVersion = .tlsv12
            return try .tls(plain, tlsConfiguration: configuration)
        } catch {
            throw Failure(
                .serverCertificate, "The certificate or its key cannot be used.",
                remedy: "Give PEM files that belong together, readable by whoever runs the server.")
        }
    }
}
