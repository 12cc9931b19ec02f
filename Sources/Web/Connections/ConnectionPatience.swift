import NIOCore
import NIOHTTPTypes

/// Ends connections that keep a place and ask for nothing: the server has some at once, and one waits as long as another.
///
/// - The head of a request has to come within ten seconds of the connection's opening; further ones within thirty of the last
///   answer.
/// - What is still sent two seconds after its answer is not waited for.
/// - What is answered has to be taken: a minute in which nothing of it is, is enough.
///
/// How long a body may take is ``BodyReading``'s to say; how long an answer may, its handler's.
final class ConnectionPatience: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let firstHead = TimeAmount.seconds(10)
    private static let nextHead = TimeAmount.seconds(30)
    private static let rest = TimeAmount.seconds(2)
    private static let taking = TimeAmount.seconds(60)

    /// Requests of which the head has come, and not the end of the answer.
    private var open = 0
    /// The head of the last request has come, and not its end.
    private var isInBody = false
    private var waiting: Scheduled<Void>?
    private var untaken = 0
    private var stalled: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { wait(Self.firstHead, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(Self.firstHead, context)
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { forget() }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    private func forget() {
        waiting?.cancel()
        stalled?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            open += 1
            isInBody = true
            waiting?.cancel()
        case .body: break
        case .end:
            isInBody = false
            if open == 0 { wait(Self.nextHead, context) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var isEnd = false
        if case .end = unwrapOutboundIn(data) { isEnd = true }
        let taken = promise ?? context.eventLoop.makePromise()
        untaken += 1
        if stalled == nil { watch(context) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        taken.futureResult.whenComplete { [isEnd] _ in
            let (own, context) = bound.value
            own.untaken -= 1
            // Not when it is written: that it is taken may take long.
            if isEnd { own.answered(context) }
            own.stalled?.cancel()
            own.stalled = nil
            if own.untaken > 0, context.channel.isActive { own.watch(context) }
        }
        context.write(data, promise: taken)
    }

    private func answered(_ context: ChannelHandlerContext) {
        open = max(0, open - 1)
        guard open == 0, context.channel.isActive else { return }
        wait(isInBody ? Self.rest : Self.nextHead, context)
    }

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        waiting?.cancel()
        waiting = close(context, in: time)
    }

    private func watch(_ context: ChannelHandlerContext) { stalled = close(context, in: Self.taking) }

    private func close(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
    }
}
