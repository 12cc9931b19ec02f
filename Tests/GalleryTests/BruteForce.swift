import CSimilarity
import Gallery
import Vocabulary

/// The search as its definition has it: every similarity, then a sort.
func bruteForce(
    _ faces: [EnrolledFace], _ probe: Template, in scope: SearchScope, threshold: Float, limit: Int
) -> [GalleryHit] {
    let dot = similarity_dot_named("scalar")!.pointee.run!
    let hits = faces.compactMap { face -> GalleryHit? in
        guard scope.collections?.contains(face.collection) ?? true, scope.upTo.map({ face.id <= $0 }) ?? true,
            !scope.leavingOut.contains(face.id)
        else { return nil }
        let similarity = Float(dot(probe.vector, face.template.vector, probe.vector.count))
        let clamped = min(max(similarity, -1), 1)
        return clamped >= threshold ? GalleryHit(face: face.id, collection: face.collection, similarity: clamped) : nil
    }
    let sorted = hits.sorted { $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.face < $1.face }
    return Array(sorted.prefix(limit))
}
