import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Records
import Rules
import Secrets
import Vocabulary

/// The way of a request to its handler: who asks, whether they may, whether what they send is theirs, and only then the answer.
struct Door: Sendable {
    let desk: Desk
    private let cookie: SessionCookie

    init(_ desk: Desk) {
        self.desk = desk
        cookie = SessionCookie(isEncrypted: desk.settings.isEncrypted)
    }

    func answer(_ route: Route, _ request: Request, _ context: DeskContext) async throws -> Response {
        let caller = try caller(of: request, route)
        do { try check(caller, route) } catch let failure as Failure where failure.code == .roleMissing && !route.isAPI
        {
            return try forbidden(route, Visit(desk, request, context, caller), failure)
        }
        let (form, body) = try await read(request, route)
        if !route.isAPI, route.method != .get { try checkOrigin(of: request, form, caller) }
        return try await route.answer(Visit(desk, request, context, caller, form, body))
    }

    /// A place that is for others: says for whom.
    private func forbidden(_ route: Route, _ visit: Visit, _ failure: Failure) throws -> Response {
        let needed = route.roles.map(\.rawValue).sorted().joined(separator: " or ")
        let held = try desk.home.identity(of: visit.actor).account.roles.map(\.rawValue).sorted()
        return try visit.page(
            "forbidden", "Not for you to do",
            [
                "error": [
                    "code": failure.code.name, "heading": "Not for you to do", "reason": failure.reason,
                    "remedy": failure.remedy, "needed": needed, "held": held.joined(separator: ", "),
                ] as Fields
            ], status: .forbidden)
    }

    /// Pages are asked for by people, by a cookie; the API by programs, by a token. Neither passes for the other: so no other
    /// site's page can ask the API in a person's name.
    func caller(of request: Request, _ route: Route) throws -> Caller {
        if route.isAPI {
            guard let token = request.bearerToken else { return .nobody }
            return .program(try desk.home.actor(bearingAPIToken: token))
        }
        guard let token = cookie.token(of: request) else { return .nobody }
        do {
            return .person(try desk.home.actor(bearing: token), session: token)
        } catch let failure as Failure where failure.code == .signedOut {
            return .nobody
        }
    }

    private func check(_ caller: Caller, _ route: Route) throws {
        switch route.access {
        case .anybody: return
        case .signedIn: guard caller.actor != nil else { throw Home.signedOut }
        case .duty(let duties):
            guard let actor = caller.actor else { throw Home.signedOut }
            try desk.home.check(actor, anyOf: duties)
        }
    }

    private func read(_ request: Request, _ route: Route) async throws -> (Form, [UInt8]) {
        switch route.body {
        case .none: return (.empty, [])
        case .json: return (.empty, try await BodyReading.text(of: request))
        case .form:
            guard request.mediaType == "application/x-www-form-urlencoded" else { throw Failure.malformedForm }
            return (try Form(urlEncoded: await BodyReading.text(of: request)), [])
        case .photo:
            return (try await desk.uploads.pass { try await PhotoUpload.form(of: request) }, [])
        }
    }

    /// Whether a form was sent from a page of this session, and not by another site in its name.
    private func checkOrigin(of request: Request, _ form: Form, _ caller: Caller) throws {
        let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!]
        let isOurs = site.map { $0 == "same-origin" || $0 == "none" } ?? true
        // Whoever has not signed in has no key; what they may do is sign in, and that on this site's own page only.
        let hasKey = caller.session.map { $0.isFormKey(form["csrf"] ?? "") } ?? true
        guard isOurs, hasKey else {
            throw Failure(
                .formForged, "The form does not come from a page of your session.",
                remedy: "Open the page anew, and send it from there.")
        }
    }
}

extension Request {
    /// Of `Authorization: Bearer` (RFC 6750, section 2.1).
    fileprivate var bearerToken: SecretToken? {
        guard let value = headers[.authorization], value.prefix(7).lowercased() == "bearer " else { return nil }
        return SecretToken(String(value.dropFirst(7)))
    }

    /// The content type without its parameters.
    var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first.map {
            $0.trimmingCharacters(in: .whitespaces).lowercased()
        }
    }
}
