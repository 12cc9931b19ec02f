import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Rules
import Vocabulary

/// What every request passes, also one for which there is no route: is the server called by a name of its own; what went wrong
/// is told in its words; and each answer has the headers that keep it safe.
struct Threshold: RouterMiddleware {
    let desk: Desk

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        var response: Response
        do {
            try checkHost(of: request)
            response = try await next(request, context)
        } catch {
            response = answer(to: Self.named(error, request), request, context)
            if request.method == .head { response = response.createHeadResponse() }
            if request.method != .get, request.method != .head {
                response.headers[.connection] = "close"
                context.hangUp()
            }
        }
        SecurityHeaders.add(to: &response.headers, isEncrypted: desk.settings.isEncrypted)
        let route = context.endpointPath ?? "none"
        desk.meter.count("likeness_requests_total{status=\"\(response.status.code)\"}")
        desk.meter.time("likeness_request_seconds", "route=\"\(route)\"", .now - begun)
        // The route, not the address: an address may have been typed by anybody.
        desk.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "route": "\(route)", "status": "\(response.status.code)",
                "ms": "\(Int((.now - begun).inSeconds * 1000))",
            ])
        return response
    }

    /// Tells what is not there from what is not there for this method (RFC 9110, section 15.5.6).
    private static func named(_ error: any Error, _ request: Request) -> any Error {
        guard (error as? any HTTPResponseError)?.status == .notFound else { return error }
        let methods = Routes.methods(at: request.uri.path)
        return methods.isEmpty ? error : WrongMethod(allowed: methods)
    }

    /// A name that somebody else's DNS points here is refused: their page would be let at this server as its own.
    private func checkHost(of request: Request) throws {
        let host = (request.head.authority ?? "").lowercased()
        let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
        let own = ["localhost", "127.0.0.1", "[::1]", desk.settings.host.lowercased()] + desk.settings.names
        guard own.contains(name) else {
            throw Failure(
                .serverOtherHost, "This server does not go by that name.",
                remedy: "Whoever runs it names it with --name.")
        }
    }

    private func answer(to error: any Error, _ request: Request, _ context: DeskContext) -> Response {
        let answer = FailureAnswer(error)
        if answer.status.kind == .serverError {
            desk.logger.error(
                "failed",
                metadata: ["code": "\(answer.failure.code.name)", "route": "\(context.endpointPath ?? "none")"])
        }
        desk.meter.count("likeness_failures_total{code=\"\(answer.failure.code.name)\"}")
        if request.uri.path.hasPrefix("/api/") { return answer.asProblem }
        if answer.failure.code == .signedOut {
            return Response(status: .seeOther, headers: [.location: "/sign-in"])
        }
        return answer.asPage(page(for: answer))
    }

    private func page(for answer: FailureAnswer) -> String {
        let failure = answer.failure
        return desk.pages.render(
            "error",
            [
                "error": [
                    "status": "\(answer.status.code)", "code": failure.code.name, "heading": heading(answer.status),
                    "reason": failure.reason, "remedy": failure.remedy,
                    "links": ["items": [["href": "/", "text": "To your desk"]]] as Fields,
                ] as Fields
            ], title: heading(answer.status), frame: ["profile": desk.profile.rawValue])
    }

    private func heading(_ status: HTTPResponse.Status) -> String {
        switch status.code {
        case 403: "Not for you to do"
        case 404, 410: "Nothing here"
        case 408, 413: "That could not be taken"
        case 429: "Too much at once"
        case 500...: "Something went wrong"
        default: "That did not work"
        }
    }
}
