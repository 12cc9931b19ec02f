public import Foundation
public import Vocabulary

/// How a provider is asked, and what is believed of its answers.
public struct ProviderSettings: Sendable {
    /// What people read on the button.
    public let name: String
    /// As the provider writes it, to the letter (OpenID Connect Discovery 1.0, section 4.3).
    public let issuer: String
    public let clientID: String
    /// Nil for a public client, which PKCE alone protects.
    public let clientSecret: ClientSecret?
    /// Where the provider sends browsers back to: known to it to the letter.
    public let redirectURI: URL
    public let accountClaim: AccountClaim
    /// `openid` first, and the scope of the claim that names the account.
    public let scopes: [String]
    public let secondFactor: SecondFactor
    /// Seconds since somebody last showed the provider who they are; nil where any session there will do.
    public let maximumAge: Int?

    let issuerURL: URL

    /// - Parameters:
    ///   - issuer: https, or http at a loopback address; with neither query nor fragment.
    ///   - redirectURI: the same.
    ///   - scopes: besides those that are always asked for.
    /// - Throws: `sign-on.settings`.
    public init(
        name: String, issuer: String, clientID: String, clientSecret: ClientSecret? = nil, redirectURI: String,
        accountClaim: AccountClaim = .preferredUsername, scopes: [String] = [],
        secondFactor: SecondFactor = .notRequired, maximumAge: Int? = nil
    ) throws(Failure) {
        guard !name.allSatisfy(\.isWhitespace) else { throw .settings("A sign-in provider needs a name for people.") }
        guard let issuerURL = ProviderURL.parse(issuer, allowsLoopback: true), issuerURL.query() == nil else {
            throw .settings("The issuer has to be an https URL with neither query nor fragment.")
        }
        guard let redirect = ProviderURL.parse(redirectURI, allowsLoopback: true), redirect.query() == nil else {
            throw .settings("The redirect URI has to be an https URL with neither query nor fragment.")
        }
        // RFC 6749, appendix A.1 and A.2.
        guard Self.isPrintable(clientID), clientSecret.map({ Self.isPrintable($0.text) }) ?? true else {
            throw .settings("The client id or its secret is empty, or has characters that none has.")
        }
        // RFC 6749, appendix A.4.
        let parts = scopes + [secondFactor.asked].compactMap(\.self)
        guard parts.allSatisfy({ Self.isPrintable($0) && !$0.contains(where: { " \"\\".contains($0) }) }) else {
            throw .settings("A scope or an acr value is empty, or has characters that none has.")
        }
        guard maximumAge.map({ $0 >= 0 }) ?? true else { throw .settings("The maximum age is less than nothing.") }
        self.name = name
        self.issuer = issuer
        self.issuerURL = issuerURL
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.redirectURI = redirect
        self.accountClaim = accountClaim
        let always = ["openid", accountClaim.scope]
        self.scopes = always + scopes.filter { !always.contains($0) }
        self.secondFactor = secondFactor
        self.maximumAge = maximumAge
    }

    private static func isPrintable(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 1024 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
