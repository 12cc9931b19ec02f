import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Secrets
import SignOn
import Vocabulary

/// How people come in and go out.
enum SignInPages {
    static let routes: [Route] = [
        .get("/sign-in", for: .anybody) { visit in
            // Whoever only asks whether it is there does not use it up.
            let isGet = visit.request.method == .get
            if isGet, let key = visit.query("key").flatMap({ SecretToken($0) }) {
                return try await ownersSession(visit, key)
            }
            return try signIn(visit)
        },
        .post("/sign-in", for: .anybody) { visit in
            try visit.desk.logIns.take(visit.address)
            let name = visit.form["name"] ?? ""
            do {
                let (token, expires) = try await visit.desk.passwords.pass {
                    try await visit.home.logIn(
                        name: name, password: visit.form.exact("password") ?? "", code: visit.form["code"])
                }
                // A session that the browser had before is over: nobody can have planted it.
                if let old = visit.caller.session { try await visit.home.logOut(bearing: old) }
                return visit.begin(token, expires)
            } catch let failure as Failure where failure.code.kind == .policy {
                return try signIn(visit, name: name, failure: failure)
            }
        },
        .post("/sign-out", for: .signedIn) { visit in
            if let session = visit.caller.session { try await visit.home.logOut(bearing: session) }
            var response = visit.see("/sign-in", .signedOut)
            response.setCookie(SessionCookie(isEncrypted: visit.desk.settings.isEncrypted).clearing)
            return response
        },
        .get("/set-up", for: .anybody) { try setUp($0) },
        .post("/set-up", for: .anybody) { visit in
            try visit.desk.logIns.take(visit.address)
            let password = visit.form.exact("password") ?? ""
            guard password == visit.form.exact("again") else {
                return try setUp(visit, error: "The two passwords differ. Type the same one twice.")
            }
            do {
                let made = try await visit.desk.passwords.pass {
                    try await visit.home.setUpAccount(code: visit.form["code"] ?? "", password: password)
                }
                guard let second = made.secondFactor else { return visit.see("/sign-in") }
                return try secondFactor(visit, named: made.account.name, second)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try setUp(visit, error: "\(failure.reason) \(failure.remedy)")
            }
        },
    ]

    static func signIn(_ visit: Visit, name: String = "", failure: Failure? = nil) throws -> Response {
        try visit.page(
            "sign-in", "Sign in",
            fields([
                "name": name, "error": failure.map { "\($0.reason) \($0.remedy)" },
                "asksForCode": try visit.home.asksForSecondFactor(),
                "provider": visit.desk.signOn.map {
                    ["href": "/sign-on", "name": $0.provider.settings.name] as Fields
                },
            ]), status: failure == nil ? .ok : .unauthorized)
    }

    /// A household's owner comes by a link that the server printed.
    private static func ownersSession(_ visit: Visit, _ key: SecretToken) async throws -> Response {
        try visit.desk.logIns.take(visit.address)
        guard visit.home.profile == .household, visit.desk.ownersKeys.use(key) else { return try signIn(visit) }
        let (token, expires) = try await visit.home.openOwnersSession()
        return visit.begin(token, expires)
    }

    private static func setUp(_ visit: Visit, error: String? = nil) throws -> Response {
        try visit.page(
            "set-up", "Set up your account",
            fields([
                "code": visit.form["code"] ?? visit.query("code") ?? "", "error": error,
                "rules": [
                    "At least 10 characters; a few words do well.", "Nobody else knows it, no administrator either.",
                ],
            ]), status: error == nil ? .ok : .unprocessableContent)
    }

    private static func secondFactor(
        _ visit: Visit, named name: String, _ second: Home.SecondFactor
    ) throws -> Response {
        let link = second.secret.link(account: name, issuer: "Likeness")
        return try visit.page(
            "set-up-done", "Your second factor",
            [
                "account": ["name": name], "qr": QRCode.svg(link), "otpauth": link,
                "key": second.secret.text, "keyPlain": second.secret.text.filter { $0 != " " },
                "recoveryCodes": second.recoveryCodes.map(\.text),
            ])
    }
}

extension Visit {
    /// Whose machine asks, for counting; never logged.
    var address: String { remoteAddress ?? "unknown" }

    /// A new session in the browser, and on to the desk.
    func begin(_ token: SecretToken, _ expires: Date) -> Response {
        var response = see("/")
        response.setCookie(
            SessionCookie(isEncrypted: desk.settings.isEncrypted).setting(token, expires: expires))
        return response
    }
}
