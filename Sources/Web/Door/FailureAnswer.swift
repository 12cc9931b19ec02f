import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Multipart
import NIOCore
import Presentation
import Records
import TransparencyLog
import Vocabulary

/// Something is there, but not for this method.
struct WrongMethod: Error {
    let allowed: [HTTPRequest.Method]
}

/// How a failure is told over HTTP: its status, and its code, reason and remedy, which hold no personal data.
struct FailureAnswer {
    let failure: Failure
    let status: HTTPResponse.Status
    private var allowed: [HTTPRequest.Method] = []

    init(_ error: any Error) {
        switch error {
        case let error as WrongMethod:
            self.init(.wrongMethod)
            allowed = error.allowed
        case let failure as Failure: self.init(failure)
        case let error as LogError: self.init(Failure(error))
        case is CancellationError:
            self.init(Failure(.serverBusy, "The server is being stopped.", remedy: "Try again in a minute."))
        case let error as any HTTPResponseError:
            self.init(error.status == .notFound ? .unknownPage : .malformedForm)
        default:
            self.init(
                Failure(
                    .serverFault, "Something went wrong in the server.", remedy: "Try again; tell whoever runs it."))
        }
    }

    private init(_ failure: Failure) {
        self.failure = failure
        status = Self.status(of: failure.code)
    }

    private static let statuses: [Failure.Code: HTTPResponse.Status] = [
        .signedOut: .unauthorized, .loginFailed: .unauthorized, .pageUnknown: .notFound,
        .pageMethod: .methodNotAllowed,
        .bodyTooLarge: .contentTooLarge, .bodyTooSlow: .requestTimeout, .serverBusy: .tooManyRequests,
        .serverTooOften: .tooManyRequests, .serverOtherHost: .misdirectedRequest, .probeGone: .gone,
        .idempotencyRunning: .conflict, .recordsUnknownPhoto: .notFound,
        .requestFaceUnknown: .notFound, .requestSearching: .conflict,
        .formMalformed: .badRequest, .serverFault: .internalServerError,
    ]

    private static func status(of code: Failure.Code) -> HTTPResponse.Status {
        if let status = statuses[code] { return status }
        switch code.kind {
        case .policy: return .forbidden
        case .work: return .unprocessableContent
        case .environment: return .serviceUnavailable
        case .usage:
            if code.name.hasSuffix(".unknown") { return .notFound }
            return code.name.hasSuffix(".exists") ? .conflict : .unprocessableContent
        }
    }

    private var headers: HTTPFields {
        var headers = HTTPFields()
        if status == .tooManyRequests { headers[.retryAfter] = failure.code == .serverBusy ? "3" : "60" }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        if !allowed.isEmpty {
            headers[.allow] = Set(allowed.map(\.rawValue)).sorted().joined(separator: ", ")
        }
        return headers
    }

    /// RFC 9457.
    private struct Problem: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let code: String
    }

    var asProblem: Response {
        let problem = Problem(
            type: "about:blank", title: failure.reason, status: status.code, detail: failure.remedy,
            code: failure.code.name)
        var headers = headers
        headers[.contentType] = "application/problem+json"
        let body = (try? JSONText.data(problem)) ?? Data()
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// - Parameter html: the error's page.
    func asPage(_ html: String) -> Response {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
