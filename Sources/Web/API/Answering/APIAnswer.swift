import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Presentation

/// What a program is answered, before it is sent.
struct APIAnswer: Sendable {
    var status = HTTPResponse.Status.ok
    var type = "application/json"
    var bytes: [UInt8] = []
    /// In place of ``bytes``, what is too much to be held.
    var streamed: ResponseBody?
    /// Of a download.
    var fileName: String?
    /// Where what was made can be found.
    var location: String?
    /// Whether it may be given once more as it is. Not what holds something that may be erased meanwhile.
    var isRemembered = true
    /// Renders the same answer anew, for one that is not to be held in memory: faces may have been erased meanwhile.
    var again: (@Sendable (Visit) async throws -> APIAnswer)?

    static func json(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) throws -> APIAnswer {
        APIAnswer(status: status, bytes: Array(try JSONText.data(value)))
    }

    /// What `show` makes, and makes anew each time.
    static func showing<Answer: Encodable & SendableMetatype>(
        _ status: HTTPResponse.Status, _ visit: Visit, _ show: @escaping @Sendable (Visit) async throws -> Answer
    ) async throws -> APIAnswer {
        var answer = try APIAnswer.json(await show(visit), status)
        answer.again = { visit in try await showing(status, visit, show) }
        return answer
    }

    var response: Response {
        var headers = HTTPFields()
        if status != .noContent { headers[.contentType] = type }
        headers[.location] = location
        if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
        return Response(
            status: status, headers: headers,
            body: status == .noContent ? ResponseBody() : streamed ?? .parts(of: bytes))
    }
}
