import COpenVINO
import Vocabulary

/// One of a model's requests: its own input and output buffers. Used by one task at a time.
final class Request: @unchecked Sendable {
    private let request: OpaquePointer
    let input: UnsafeMutableRawBufferPointer

    init(_ model: OpaquePointer) throws {
        var request: OpaquePointer?
        var error = openvino_error()
        guard openvino_request_create(model, &request, &error), let request else {
            throw Failure(
                .modelUnusable, "OpenVINO cannot prepare a run (\(error.message)).", remedy: "Run `likeness doctor`.")
        }
        self.request = request
        var bytes = 0
        let start = openvino_request_input(request, &bytes)
        input = UnsafeMutableRawBufferPointer(start: start, count: bytes)
    }

    deinit { openvino_request_free(request) }

    /// Runs on OpenVINO's threads; the calling task is suspended meanwhile.
    func run() async throws {
        await withCheckedContinuation { (finished: CheckedContinuation<Void, Never>) in
            let context = Unmanaged.passRetained(Finished(finished))
            var error = openvino_error()
            let started = openvino_request_start(
                request, { Unmanaged<Finished>.fromOpaque($0!).takeRetainedValue().continuation.resume() },
                context.toOpaque(), &error)
            // What kept it from starting is told by finish() below.
            if !started { context.takeRetainedValue().continuation.resume() }
        }
        var error = openvino_error()
        guard openvino_request_finish(request, &error) else {
            throw Failure(
                .inferenceFailed, "A model's run failed (\(error.message)).", remedy: "Run `likeness doctor`.")
        }
    }

    func output(_ index: Int) -> UnsafeBufferPointer<Float> {
        var count = 0
        let start = openvino_request_output(request, index, &count)
        return UnsafeBufferPointer(start: start, count: count)
    }

    private final class Finished {
        let continuation: CheckedContinuation<Void, Never>
        init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }
    }
}
