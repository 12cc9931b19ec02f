import HTTPTypes
import Hummingbird
import NIOCore
import Vocabulary

/// Takes in what a request brings, within bounds of size and time.
enum BodyReading {
    /// A photo of 64 MiB takes this long at 9 Mbit/s.
    static let patience = Duration.seconds(60)
    /// For what people type.
    static let patienceForText = Duration.seconds(10)

    /// - Throws: `body.too-large`, `body.too-slow`.
    /// - Parameter patience: in which all of it has to have come.
    static func bytes(
        of request: Request, upTo most: Int, in patience: Duration = patience
    ) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > most { throw tooLarge }
        let body = request.body
        return try await inTime(patience) {
            var bytes: [UInt8] = []
            for try await part in body {
                guard bytes.count + part.readableBytes <= most else { throw tooLarge }
                bytes.append(contentsOf: part.readableBytesView)
            }
            return bytes
        }
    }

    /// What people or programs type: forms without files, JSON.
    /// - Throws: as ``bytes(of:upTo:in:)``.
    static func text(of request: Request) async throws -> [UInt8] {
        try await bytes(of: request, upTo: Form.mostBytes, in: patienceForText)
    }

    /// What `read` makes of the body, unless it takes too long.
    /// - Throws: `body.too-slow`.
    static func inTime<Value: Sendable>(
        _ patience: Duration = patience, _ read: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                do { return try await read() } catch let error where error is Failure || error is CancellationError {
                    throw error
                } catch {
                    // Whoever sent it went away in the middle of it.
                    throw Failure.malformedForm
                }
            }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw tooSlow }
            return value
        }
    }

    static let tooLarge = Failure(
        .bodyTooLarge, "That is larger than the server takes.", remedy: "Send a smaller file, of 64 MiB at most.")
    private static let tooSlow = Failure(
        .bodyTooSlow, "It took too long to come.", remedy: "Try again over a better connection.")
}
