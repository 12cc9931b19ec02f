public import Inference
package import Photos
import Vocabulary

/// Takes photos of people who do not exist: MobileStyleGAN (Belousov, 2021), run by OpenVINO.
///
/// 32-bit floats throughout, so that the same person and shot give the same pixels on the same machine.
public final class Studio: Sendable {
    /// Pixels of a portrait's side.
    package static let side = 1024
    /// How many styles the components are found from.
    private static let sample = 2_000

    private let mapping: LoadedModel
    private let synthesis: LoadedModel
    package let space: StyleSpace

    /// Loads both networks and finds the styles' components: about a second.
    /// - Throws: `model.missing`, `model.unusable`, `inference.failed`.
    public init(_ engine: InferenceEngine) async throws {
        let mapping = try engine.load(engine.installation.model(.mapping), precision: .f32, streams: 1)
        synthesis = try engine.load(engine.installation.model(.synthesis), precision: .f32, streams: 1)
        self.mapping = mapping
        var styles: [[Float]] = []
        for number in 0..<Self.sample {
            let nobody = Person(id: "", name: "", seed: UInt64(number))
            styles.append(try await Self.style(of: nobody, mapping))
        }
        space = StyleSpace(of: styles)
    }

    /// The person's own style, before any shot's steps.
    package func style(of person: Person) async throws -> [Float] {
        space.drawnIn(try await Self.style(of: person, mapping))
    }

    private static func style(of person: Person, _ mapping: LoadedModel) async throws -> [Float] {
        let latent = person.latent
        return try await mapping.run { input in
            latent.withUnsafeBytes { input.copyMemory(from: $0) }
        } read: { outputs in
            Array(outputs[0])
        }
    }

    /// A portrait, ``side`` pixels square, and where its style lies along the components.
    package func portrait(of person: Person, _ shot: Shot) async throws -> (picture: Raster, position: [Float]) {
        let style = space.style(try await style(of: person), moved: shot.steps)
        let picture = try await synthesis.run { input in
            style.withUnsafeBytes { input.copyMemory(from: $0) }
        } read: { outputs in
            Self.picture(outputs[0])
        }
        return (picture, space.position(of: style))
    }

    /// Three planes of -1 to 1 as interleaved bytes.
    private static func picture(_ planes: UnsafeBufferPointer<Float>) -> Raster {
        let plane = side * side
        return Raster(width: side, height: side) { pixels in
            for band in 0..<3 {
                let values = planes.baseAddress! + band * plane
                let bytes = pixels.baseAddress! + band
                for index in 0..<plane {
                    bytes[index * 3] = UInt8(max(0, min(255, values[index] * 127.5 + 128)))
                }
            }
        }
    }
}
