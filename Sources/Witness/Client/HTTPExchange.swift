import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// POSTs small bodies, takes small answers. Follows no redirect, keeps no cookie, cache or credential, uses no proxy.
///
/// Not by Foundation's URLSession: on Linux that ends the process when a server's answer is of certain forms, such as a
/// redirect to `//a%20b/`.
enum HTTPExchange {
    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    enum Problem: Error {
        case away(String)
        case tooLarge
    }

    /// Bytes of the largest answer: a hundred signatures with names of several hundred bytes.
    static let largestAnswer = 1 << 16

    /// One for the process, for its connections to be used again. It never ends.
    private static let client = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        // Whoever asks has a time of his own, and asks again with the next checkpoint.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// Ends when its task is cancelled: how long to wait is the caller's to know.
    /// - Throws: ``Problem``.
    static func post(_ body: [UInt8], to url: URL) async throws -> Answer {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        request.body = .bytes(body)
        do {
            let response = try await client.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: largestAnswer)
            return Answer(status: Int(response.status.code), body: Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge
        } catch let error as NIOConnectionError {
            let isUnknown = error.connectionErrors.isEmpty
            throw Problem.away(isUnknown ? "there is no host of that name" : "nobody listens there")
        } catch let error as IOError where error.errnoCode == ECONNREFUSED {
            throw Problem.away("nobody listens there")
        } catch let error as HTTPClientError where error == .connectTimeout {
            throw Problem.away("no answer in time")
        } catch {
            // The error itself may quote what was sent.
            throw Problem.away("the connection broke (\(type(of: error)))")
        }
    }
}
