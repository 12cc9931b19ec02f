import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import SignOn
import Vocabulary

/// Signing in by way of a provider (OpenID Connect): for people whose account exists here.
enum SignOnPages {
    static let routes: [Route] = [
        .get("/sign-on", for: .anybody) { visit in
            let signOn = try visit.signOn()
            try visit.desk.logIns.take(visit.address)
            let attempt = try await signOn.provider.begin()
            var response = Response(status: .seeOther, headers: [.location: attempt.url.absoluteString])
            response.setCookie(cookie(signOn.seal.seal(attempt.secrets), lasts: 600, visit))
            return response
        },
        .get("/sign-on/return", for: .anybody) { visit in
            let signOn = try visit.signOn()
            try visit.desk.logIns.take(visit.address)
            guard let kept = visit.request.cookies[name(visit)].flatMap({ signOn.seal.open($0.value) }) else {
                return try SignInPages.signIn(visit, failure: began)
            }
            do {
                let account = try await signOn.provider.finish(query: visit.request.uri.query ?? "", secrets: kept)
                let (token, expires) = try await visit.home.logIn(
                    vouchedFor: account, hasSecondFactor: signOn.provider.settings.secondFactor.isRequired)
                if let old = visit.caller.session { try await visit.home.logOut(bearing: old) }
                var response = visit.begin(token, expires)
                response.setCookie(cookie("", lasts: 0, visit))
                return response
            } catch let failure as Failure {
                var response = try SignInPages.signIn(visit, failure: failure)
                response.setCookie(cookie("", lasts: 0, visit))
                return response
            }
        },
    ]

    private static func name(_ visit: Visit) -> String {
        visit.desk.settings.isEncrypted ? "__Host-likeness-sign-on" : "likeness-sign-on"
    }

    /// What the browser keeps while its owner is at the provider's. Lax: it has to come back from there.
    private static func cookie(_ text: String, lasts seconds: Int, _ visit: Visit) -> Cookie {
        Cookie(
            name: name(visit), value: text, maxAge: seconds, path: "/", secure: visit.desk.settings.isEncrypted,
            httpOnly: true, sameSite: .lax)
    }

    private static let began = Failure(
        .signOnRefused, "The sign-in was not begun in this browser, or too long ago.",
        remedy: "Begin once more from this page.")
}

/// A provider of sign-ins, and what seals a sign-in that is under way.
struct SignOnService: Sendable {
    let provider: Provider
    let seal = AttemptSeal()
}

extension Visit {
    /// - Throws: `page.unknown` where no provider is set up.
    fileprivate func signOn() throws -> SignOnService {
        guard let signOn = desk.signOn else { throw Failure.unknownPage }
        return signOn
    }
}
