package import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import TransparencyLog

/// A witness's HTTP service (C2SP tlog-witness): `add-checkpoint`, and the monitoring path.
///
/// Without TLS: it listens on this machine only, unless told otherwise, and a web server before it carries it outside.
public struct WitnessServer: Sendable {
    private let store: WitnessStore
    private let host: String
    private let port: Int

    /// - Parameters:
    ///   - host: an address of this machine.
    ///   - port: 0 takes a free one.
    public init(_ store: WitnessStore, host: String = "127.0.0.1", port: Int) {
        self.store = store
        self.host = host
        self.port = port
    }

    /// Serves until SIGINT or SIGTERM, then answers what has been asked, and returns.
    ///
    /// - Parameter onListening: is told the port.
    /// - Throws: whatever taking the port throws.
    public func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        try await buildApplication(onListening: onListening).runService()
    }

    /// Serves until the task is cancelled, or the program ends, and leaves signals alone: beside something else that is served.
    ///
    /// - Throws: as ``run(onListening:)``.
    package func serve(onListening: @escaping @Sendable (Int) async -> Void) async throws {
        try await buildApplication(onListening: onListening).run()
    }

    package func buildApplication(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        // At lower levels Hummingbird logs what it was sent.
        var logger = Logger(label: "witness")
        logger.logLevel = .notice
        return Application(
            responder: WitnessResponder(store: store),
            // Somebody who sends nothing for so long loses the connection.
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), availableConnectionsDelegate: MaximumAvailableConnections(256)),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
            logger: logger)
    }
}
