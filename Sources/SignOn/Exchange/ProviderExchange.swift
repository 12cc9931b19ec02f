import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Vocabulary

/// Asks a provider one thing, within bounds. Follows no redirect, keeps no cookie, cache or credential, uses no proxy.
///
/// Not by Foundation's URLSession, for the same reason as the witness's client.
package struct ProviderExchange: Sendable {
    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    /// From the first packet to the last byte.
    let timeout: Duration
    /// Bytes of the largest answer.
    static let largestAnswer = 256 << 10

    package init(timeout: Duration = .seconds(5)) { self.timeout = timeout }

    /// One for the process, for its connections to be used again. It never ends.
    private static let client = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// - Returns: the body of an answer of status 200.
    /// - Throws: `sign-on.provider`.
    func get(_ url: URL) async throws(Failure) -> [UInt8] {
        let answer = try await send(HTTPClientRequest(url: url.absoluteString))
        guard answer.status == 200 else { throw .provider("The provider does not give what it should.") }
        return answer.body
    }

    /// - Throws: `sign-on.provider`.
    func post(_ form: TokenRequest, to url: URL) async throws(Failure) -> Answer {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization = form.authorization { request.headers.add(name: "Authorization", value: authorization) }
        request.body = .bytes(Array(form.body.utf8))
        return try await send(request)
    }

    private func send(_ request: HTTPClientRequest) async throws(Failure) -> Answer {
        var request = request
        request.headers.add(name: "Accept", value: "application/json")
        let asked = request
        let result = await withTaskGroup(of: Result<Answer, Failure>.self) { group in
            group.addTask { await Self.answer(to: asked) }
            group.addTask { [timeout] in
                try? await Task.sleep(for: timeout)
                return .failure(.provider("The provider does not answer in time."))
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.provider("The provider is not to be reached."))
        }
        return try result.get()
    }

    private static func answer(to request: HTTPClientRequest) async -> Result<Answer, Failure> {
        do {
            let response = try await client.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: largestAnswer)
            return .success(Answer(status: Int(response.status.code), body: Array(body.readableBytesView)))
        } catch is NIOTooManyBytesError {
            return .failure(.provider("The provider's answer is too large."))
        } catch {
            // The error itself may quote what was sent.
            return .failure(.provider("The provider is not to be reached."))
        }
    }
}
