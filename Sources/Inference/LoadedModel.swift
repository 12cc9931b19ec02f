import COpenVINO
import Vocabulary

/// A model compiled for this processor, with one request for each run that may go side by side.
///
/// Any number of tasks may call ``run(fill:read:)``; those for whom no request is free wait, suspended.
public final class LoadedModel: Sendable {
    nonisolated(unsafe) private let model: OpaquePointer
    private let requests: Pool<Request>
    /// In the order in which ``Outputs`` numbers them.
    public let outputNames: [String]

    init(_ model: OpaquePointer, streams: Int) throws {
        self.model = model
        outputNames = (0..<openvino_model_output_count(model)).map {
            String(cString: openvino_model_output_name(model, $0))
        }
        // One more than the streams: the next run is ready to start when one ends.
        requests = Pool(try (0...streams).map { _ in try Request(model) })
    }

    deinit {
        requests.drain()
        openvino_model_free(model)
    }

    /// Runs the model once.
    /// - Parameters:
    ///   - fill: writes the whole input: interleaved RGB bytes of a picture, else floats.
    ///   - read: takes what it needs from the outputs, which are valid only during the call.
    /// - Throws: `inference.failed`, or what `read` throws.
    public func run<Result: Sendable>(
        fill: (UnsafeMutableRawBufferPointer) -> Void, read: (borrowing Outputs) throws -> Result
    ) async throws -> Result {
        let request = await requests.take()
        defer { requests.giveBack(request) }
        fill(request.input)
        try await request.run()
        return try read(Outputs(request: request))
    }

    /// The outputs of one run, each a flat array of floats in the model's own layout.
    public struct Outputs: ~Copyable {
        let request: Request
        /// Valid during `read` only.
        public subscript(index: Int) -> UnsafeBufferPointer<Float> { request.output(index) }
    }
}
