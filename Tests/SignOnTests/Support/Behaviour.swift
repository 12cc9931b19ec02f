import Hummingbird

/// What a test's provider does, and in what it errs.
struct Behaviour: Sendable {
    /// Shown as its JWK Set.
    var keys: [TestKey]
    /// Signs its tokens.
    var signer: TestKey
    /// Nil for a public client.
    var secret: String? = "s3cret +/=:"
    var metadata: @Sendable (inout JSONObject) -> Void = { _ in }
    var claims: @Sendable (inout JSONObject) -> Void = { _ in }
    /// Another token than the one that its claims and signer make.
    var token: (@Sendable (_ claims: JSONObject) throws -> String)?
    /// What it sends the browser back with.
    var redirect: @Sendable (inout [(name: String, value: String)]) -> Void = { _ in }
    /// Paths that are answered otherwise.
    var answers: [String: @Sendable () async throws -> Response] = [:]
}
