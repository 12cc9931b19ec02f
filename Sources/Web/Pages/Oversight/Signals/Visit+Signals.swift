import FaceSearch
import Foundation
import Photos
import Presentation
import Records
import Rules
import Vocabulary

/// What pages and programs are shown of a signal, the path's.
extension Visit {
    var signal: SignalRef { get throws { SignalRef(try id("signal")) } }

    /// One's own look, while it lasts.
    /// - Throws: `page.unknown` for another signal's.
    var look: SignalLook {
        get throws {
            let look = try home.look(SignalLookRef(try id("look")), as: actor)
            guard look.record.signal == (try signal) else { throw Failure.unknownPage }
            return look
        }
    }

    /// The face that the look is at, and nobody else's.
    func faceLookedAt() async throws -> [UInt8] {
        let probe = try home.probe(of: look.record.ref, as: actor)
        return try await desk.photos.pass {
            try await FacePicture.alone(
                probe.box, in: Photo(probe.photo), longSide: Pictures.side, with: desk.analyzer)
        }
    }
}
