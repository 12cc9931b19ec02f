import Hummingbird
import NIOCore

/// What Hummingbird carries along with a request.
struct DeskContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    /// Of whoever is at the other end.
    let remoteAddress: SocketAddress?
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }

    /// Ends the connection once the answer had time to leave. Otherwise what is left of a request's body is read to its end, and
    /// it may have none.
    func hangUp() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
