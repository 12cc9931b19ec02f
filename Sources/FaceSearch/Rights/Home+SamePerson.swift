import FaceAnalysis
import Records
import Rules
import Vocabulary

extension Home {
    /// One request is about one person: who is searched for again has to resemble whoever was searched for first. Otherwise a
    /// request would be leave to look for anybody.
    /// - Parameter face: of the new photo.
    /// - Throws: `request.other-face`, `request.unknown`, `role.missing`.
    func checkSamePerson(_ face: AnalysedFace, for ref: RequestRef, as actor: Actor, with analyzer: FaceAnalyzer)
        async throws
    {
        let first = try look(as: actor, .answerRequest) { deed -> StoredProbe? in
            _ = try deed.request(ref)
            // One that was cut off has kept no photo.
            for search in try deed.records.searches(for: ref) {
                if let probe = try deed.records.probe(ofRequestSearch: search.id) { return probe }
            }
            return nil
        }
        guard let first else { return }
        // Where another version of the models finds its face elsewhere, any face of that photo will do.
        let faces = try await ProbeFaces(first.photo, analyzer).analysis.faces
        let searched = faces.filter { $0.box == first.box }
        let similarity =
            (searched.isEmpty ? faces : searched)
            .compactMap { $0.template.similarity(to: face.template) }.max() ?? -1
        guard similarity >= SearchRequest.defaultThreshold else {
            throw Failure(
                .requestOtherFace, "This photo does not seem to show the person who was searched for first.",
                remedy: "Use a better photo of the person who asks. Somebody else makes a request of their own.")
        }
    }
}
