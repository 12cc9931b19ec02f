public import FaceAnalysis
public import FaceSearch
import Foundation
import HTTPTypes
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import Secrets
package import ServiceLifecycle
import UnixSignals
import Vocabulary

/// The web desk and the JSON API over one home.
public struct WebServer: Sendable {
    let desk: Desk
    private let certificate: ServedCertificate?

    /// - Throws: `server.certificate`, `server.secret-exposed`, `public-page.texts`; and when a page's template cannot be read, which a test rules out.
    public init(home: Home, analyzer: FaceAnalyzer, settings: WebSettings, logger: Logger) throws {
        desk = try Desk(home: home, analyzer: analyzer, settings: settings, logger: logger)
        certificate =
            if let chain = settings.certificate, let key = settings.key {
                try ServedCertificate(chain: chain, key: key)
            } else {
                nil
            }
    }

    /// Serves until SIGINT or SIGTERM, then answers what has been asked, and returns. SIGHUP has the certificate loaded anew.
    /// - Parameters:
    ///   - onListening: is told the port.
    /// - Throws: whatever taking the port throws.
    ///   - onPublicPage: is told where the public page is served, if it is.
    public func run(
        onPublicPage: @escaping @Sendable (String, Int) async -> Void = { _, _ in },
        onListening: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let daily = DailyRetention(home: desk.home, logger: desk.logger)
        let resident = ResidentGallery(home: desk.home, analyzer: desk.analyzer, logger: desk.logger)
        let oversight = DailyOversight(home: desk.home, history: desk.history, logger: desk.logger)
        let renewal = CertificateRenewal(
            certificate: certificate, hangups: await UnixSignalsSequence(trapping: .sighup), logger: desk.logger)
        await desk.home.keepLogOpen()
        // When this cannot be, the next search tries again, and says what is wrong.
        try? await desk.home.closeDeadSearches()
        let application = try buildApplication(beside: [daily, resident, oversight, renewal], onListening: onListening)
        // Ended from the last to the first: index runs, so that whoever watches one is let go, and then whoever else asks.
        var configuration = ServiceGroupConfiguration(
            services: try publicPage(onPublicPage) + [application, EndOfIndexing(jobs: desk.indexing)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.patienceAtTheEnd
        let group = ServiceGroup(configuration: configuration)
        do { try await group.run() } catch is CancellationError {
            desk.logger.notice("stopped before everybody was answered")
        }
        await desk.indexing.stop()
        await desk.home.closeLog()
    }

    /// Whoever is not answered by then was not going to be.
    private static let patienceAtTheEnd = Duration.seconds(15)

    /// A link by which a household's owner comes in, once.
    public func ownersPath() -> String { "/sign-in?key=\(desk.ownersKeys.make().text)" }

    package func buildApplication(
        beside services: [any Service] = [], onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Threshold(desk: desk))
        let door = Door(desk)
        for route in Routes.all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                // Whoever asks whether it lives is answered whatever the others do.
                guard route.access != .anybody || route.method != .get else {
                    return try await door.answer(route, request, context)
                }
                return try await withTaskExecutorPreference(WorkThreads.shared) {
                    try await door.answer(route, request, context)
                }
            }
        }
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ConnectionPatience()],
                // While a body is read. For a head, ConnectionPatience waits.
                idleTimeout: .seconds(75)))
        return Application(
            router: router, server: try encrypted(plain),
            configuration: ApplicationConfiguration(
                address: .hostname(desk.settings.host, port: desk.settings.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(512)),
            services: services, onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: quiet)
    }

    /// What serves the public page, where it is asked for: a program of its own, which knows no other path, no cookie and no desk.
    private func publicPage(
        _ onListening: @escaping @Sendable (String, Int) async -> Void
    ) throws -> [any Service] {
        guard let place = desk.settings.publicPage else { return [] }
        let plain = HTTPServerBuilder.http1(
            configuration: .init(additionalChannelHandlers: [ConnectionPatience()], idleTimeout: .seconds(30)))
        return [
            Application(
                responder: publicResponder(), server: try encrypted(plain),
                configuration: ApplicationConfiguration(
                    address: .hostname(place.host, port: place.port), serverName: nil,
                    availableConnectionsDelegate: MaximumAvailableConnections(128)),
                onServerRunning: { await onListening(place.host, $0.localAddress?.port ?? 0) }, logger: quiet)
        ]
    }

    package func publicResponder() -> CallbackResponder<BasicRequestContext> {
        PublicPageService(home: desk.home, texts: desk.publicTexts).responder
    }

    /// Hummingbird's own words: at lower levels it tells what it was sent.
    private var quiet: Logger {
        var logger = desk.logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func encrypted(_ plain: HTTPServerBuilder) throws -> HTTPServerBuilder {
        guard let certificate else { return plain }
        return try .tls(plain, tlsConfiguration: certificate.configuration())
    }
}
