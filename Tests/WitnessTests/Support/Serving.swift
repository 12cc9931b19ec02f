import Hummingbird
import TransparencyLog
import Witness

/// Runs a server on a free port of this machine while `body` runs.
func serving<Result: Sendable>(
    _ application: @Sendable (@escaping @Sendable (Int) async -> Void) -> some ApplicationProtocol,
    _ body: (String) async throws -> Result
) async throws -> Result {
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let application = application { told.yield($0) }
    let server = Task {
        defer { told.finish() }
        try await application.run()
    }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else { throw LogError(.missing, "the server did not start") }
    let result: Swift.Result<Result, any Error>
    do {
        result = .success(try await body("http://127.0.0.1:\(port)"))
    } catch {
        result = .failure(error)
    }
    server.cancel()
    _ = await server.result
    return try result.get()
}

func serving<Result: Sendable>(
    _ store: WitnessStore, _ body: (String) async throws -> Result
) async throws -> Result {
    try await serving({ WitnessServer(store, port: 0).buildApplication(onListening: $0) }, body)
}

/// Somebody else's server, which answers whatever is asked.
func answering<Result: Sendable>(
    _ answer: @escaping @Sendable (Request) async throws -> Response, _ body: (String) async throws -> Result
) async throws -> Result {
    try await serving(
        { onListening in
            Application(
                responder: CallbackResponder<BasicRequestContext> { request, _ in try await answer(request) },
                configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { await onListening($0.localAddress?.port ?? 0) })
        }, body)
}
