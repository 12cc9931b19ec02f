import Hummingbird
import Logging
import NIOCore
import TransparencyLog

/// Which request a witness answers how. What requests contain goes into no log.
struct WitnessResponder: HTTPResponder {
    let store: WitnessStore

    /// Bytes of the largest request: a note, and before it at most 64 lines of at most 45 bytes.
    static let largestRequest = SignedNote.maximumSize + 64 * 45

    /// In which it has to have come.
    static let bodyTime = Duration.seconds(10)

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let parts = request.uri.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        do {
            if parts.elementsEqual(["add-checkpoint"]) { return try await addCheckpoint(request, context) }
            if parts.count == 2, parts.last == "checkpoint", let hash = parts.first.flatMap(OriginHash.init) {
                return try checkpoint(hash, request)
            }
            return Self.text(.notFound)
        } catch let error as LogError {
            context.logger.error("\(error)")
            return Self.text(.internalServerError, error.code.rawValue + "\n")
        }
    }

    private func addCheckpoint(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        guard request.method == .post else { return Self.notAllowed(but: "POST") }
        let body: ByteBuffer?
        do {
            body = try await Self.collect(request.body)
        } catch is NIOTooManyBytesError {
            return Self.text(.contentTooLarge)
        }
        guard let body else {
            var response = Self.text(.requestTimeout)
            response.headers[.connection] = "close"
            return response
        }
        guard let request = try? AddCheckpointRequest(parsing: body.readableBytesView) else {
            return Self.response(.malformed)
        }
        let answer = try await store.add(request)
        if answer == .inconsistent {
            context.logger.warning("a log asked for a cosignature on what does not follow from its last checkpoint")
        }
        return Self.response(answer)
    }

    /// A body that comes a byte at a time would hold up the witness's end.
    /// - Returns: nil when it takes too long.
    private static func collect(_ body: RequestBody) async throws -> ByteBuffer? {
        try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
            group.addTask { try await body.collect(upTo: largestRequest) }
            group.addTask {
                try await Task.sleep(for: bodyTime)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private func checkpoint(_ hash: OriginHash, _ request: Request) throws -> Response {
        guard request.method == .get else { return Self.notAllowed(but: "GET") }
        guard let checkpoint = try store.checkpoint(hash) else { return Self.text(.notFound) }
        return Self.text(.ok, String(decoding: checkpoint.serialised(), as: UTF8.self))
    }

    private static func response(_ answer: WitnessAnswer) -> Response {
        text(.init(code: answer.status), answer.body, type: answer.contentType)
    }

    private static func notAllowed(but method: String) -> Response {
        var response = text(.methodNotAllowed)
        response.headers[.allow] = method
        return response
    }

    private static func text(
        _ status: HTTPResponse.Status, _ body: String = "", type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .xContentTypeOptions: "nosniff"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
