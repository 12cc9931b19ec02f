import Foundation
import FoundationNetworking

/// What a server answered to a request made by other code than the client that is tested.
struct HTTPAnswer {
    let status: Int
    let headers: [AnyHashable: Any]
    let body: String

    init(to url: String, posting body: [UInt8]) async throws { try await self.init("POST", url, body) }

    init(_ method: String, _ url: String, _ body: [UInt8]? = nil) async throws {
        var request = URLRequest(url: URL(string: url)!)
        request.httpMethod = method
        request.httpBody = body.map { Data($0) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = response as? HTTPURLResponse
        status = answer?.statusCode ?? 0
        headers = answer?.allHeaderFields ?? [:]
        self.body = String(decoding: data, as: UTF8.self)
    }

    var contentType: String? { headers["Content-Type"] as? String }
}
