package import Foundation
package import Vocabulary

/// How far the provider's clock may be from this one.
enum Leeway {
    static let seconds: TimeInterval = 60
}

/// What an ID token has to claim to be of this sign-in (OpenID Connect Core 1.0, section 3.1.3.7).
package struct IDTokenCheck: Sendable {
    private let settings: ProviderSettings
    private let secrets: SignInSecrets

    package init(_ settings: ProviderSettings, _ secrets: SignInSecrets) {
        self.settings = settings
        self.secrets = secrets
    }

    /// - Returns: the account's name.
    /// - Throws: `sign-on.token`; `sign-on.refused` when the provider vouches for too little.
    package func account(of claims: IDTokenClaims, at now: Date) throws(Failure) -> String {
        try checkParties(claims)
        try checkTimes(claims, now.timeIntervalSince1970)
        guard let nonce = claims.nonce, RandomText.areEqual(nonce, secrets.nonce) else {
            throw .token("The provider's token is of another sign-in.")
        }
        try checkAuthentication(claims, now.timeIntervalSince1970)
        return try name(claims)
    }

    /// Numbers 2 to 5; `sub` as section 2 bounds it.
    private func checkParties(_ claims: IDTokenClaims) throws(Failure) {
        guard claims.issuer == settings.issuer else { throw .token("The provider's token is another provider's.") }
        guard (1...255).contains(claims.subject.utf8.count) else {
            throw .token("The provider's token does not say whom it is of.")
        }
        guard claims.audience.contains(settings.clientID) else {
            throw .token("The provider's token is meant for another server.")
        }
        guard claims.authorisedParty.map({ $0 == settings.clientID }) ?? (claims.audience.count == 1) else {
            throw .token("The provider's token was given to another server.")
        }
    }

    /// Numbers 9 and 10, and `nbf` (RFC 7519, section 4.1.5).
    private func checkTimes(_ claims: IDTokenClaims, _ now: TimeInterval) throws(Failure) {
        guard now < claims.expires + Leeway.seconds else { throw .token("The provider's token is over.") }
        guard (claims.notBefore ?? now) <= now + Leeway.seconds, claims.issued <= now + Leeway.seconds else {
            throw .token("The provider's token is not valid yet.")
        }
        // It has to hold this sign-in's nonce, which did not exist before.
        guard claims.issued >= secrets.begun.timeIntervalSince1970 - Leeway.seconds else {
            throw .token("The provider's token is older than the sign-in.")
        }
    }

    /// Numbers 12 and 13. Nobody shows who they are after the token that says so.
    private func checkAuthentication(_ claims: IDTokenClaims, _ now: TimeInterval) throws(Failure) {
        if let authenticated = claims.authenticated, authenticated > min(now, claims.issued) + Leeway.seconds {
            throw .token("The provider's token tells of a sign-in that is yet to come.")
        }
        if let age = settings.maximumAge {
            guard let authenticated = claims.authenticated else {
                throw .token("The provider's token does not tell when the person signed in.")
            }
            guard now - authenticated <= Double(age) + Leeway.seconds else {
                throw .refused(
                    "The person signed in at the provider too long ago.",
                    remedy: "Sign out at the provider, then begin once more.")
            }
        }
        guard settings.secondFactor.isMet(acr: claims.acr, amr: claims.amr) else {
            throw .refused(
                "The provider did not ask for a second factor.",
                remedy: "Set one up at the provider, then begin once more.")
        }
    }

    private func name(_ claims: IDTokenClaims) throws(Failure) -> String {
        if settings.accountClaim == .email, !claims.emailVerified {
            throw .refused(
                "The provider has not verified the e-mail address.",
                remedy: "Have it verified at the provider, then begin once more.")
        }
        let name = settings.accountClaim == .email ? claims.email : claims.preferredUsername
        guard let name, (1...255).contains(name.utf8.count) else {
            throw .token("The provider's token does not name the account.")
        }
        return name
    }
}
