import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Secrets
import Vocabulary

/// One request, by somebody who may make it.
struct Visit: Sendable {
    let desk: Desk
    let request: Request
    /// What varies in the route's path.
    let parameters: Parameters
    let caller: Caller
    /// What the request brought; empty for one that brings nothing.
    let form: Form
    /// The body of an API request.
    let body: [UInt8]
    /// The address at the other end, without its port.
    let remoteAddress: String?

    init(
        _ desk: Desk, _ request: Request, _ context: DeskContext, _ caller: Caller, _ form: Form = .empty,
        _ body: [UInt8] = []
    ) {
        self.desk = desk
        self.request = request
        parameters = context.parameters
        self.caller = caller
        self.form = form
        self.body = body
        remoteAddress = context.remoteAddress?.ipAddress
    }

    var home: Home { desk.home }

    /// Who asks.
    /// - Throws: `login.needed`.
    var actor: Actor {
        get throws {
            guard let actor = caller.actor else { throw Home.signedOut }
            return actor
        }
    }

    /// An id of the path.
    func id(_ name: String) throws -> String { try parameters.require(name) }

    /// 2^53 - 1: what every reader of JSON gets back exactly.
    static let largestNumber = (1 << 53) - 1

    /// A number of the path.
    /// - Throws: `page.unknown`.
    func number(_ name: String) throws -> Int {
        // No larger, so that it can be counted on from it.
        guard let number = Int(try parameters.require(name)), (0...Self.largestNumber).contains(number) else {
            throw Failure.unknownPage
        }
        return number
    }

    /// A part of the address's query; nil when it is absent or empty.
    func query(_ name: String) -> String? {
        request.uri.queryParameters[name[...]].flatMap { $0.isEmpty ? nil : String($0) }
    }
}

/// Who made a request, as far as they have shown it.
enum Caller: Sendable {
    case nobody
    /// A person, by a session's cookie.
    case person(Actor, session: SecretToken)
    /// A program, by a token.
    case program(Actor)

    var actor: Actor? {
        switch self {
        case .nobody: nil
        case .person(let actor, _), .program(let actor): actor
        }
    }

    var session: SecretToken? { if case .person(_, let session) = self { session } else { nil } }
}
