import Gallery
package import Vocabulary

/// Groups probes by face, in the order in which they come.
///
/// The first probe begins a group. Each later one joins the group whose *first* probe is most similar to it, if that is of the
/// threshold's similarity or more and was made by the same recogniser; of several equal ones the earlier. Otherwise it begins a
/// group of its own. So whatever is in a group is as similar to its first probe as the threshold says, groups are never
/// joined, and the same probes in the same order give the same groups. Single linkage would chain: of thousands of probes a
/// few strangers look alike, and through them whole groups become one (docs/signals.md).
package struct ProbeGroups {
    package let threshold: Float
    private var firsts: [ModelID: FirstFaces] = [:]
    /// The group that each of a model's first probes began.
    private var begun: [ModelID: [Int]] = [:]
    package private(set) var count = 0

    package init(threshold: Float) { self.threshold = threshold }

    /// Probes that are compared with those before at once.
    private static let batch = 512

    /// - Returns: each template's group; nil for one that cannot be compared.
    package mutating func add(_ templates: [Template]) -> [Int?] {
        stride(from: 0, to: templates.count, by: Self.batch).flatMap { start in
            addBatch(Array(templates[start..<min(start + Self.batch, templates.count)]))
        }
    }

    private mutating func addBatch(_ templates: [Template]) -> [Int?] {
        // What each model has before this batch is compared on all cores; what the batch adds, one after the other.
        var earlier: [FirstFaces.Nearest?] = Array(repeating: nil, count: templates.count)
        var known: [ModelID: Int] = [:]
        for (model, places) in Dictionary(grouping: templates.indices, by: { templates[$0].model }) {
            guard let firsts = firsts[model] else { continue }
            known[model] = firsts.count
            for (place, nearest) in zip(places, firsts.nearest(to: places.map { templates[$0].vector })) {
                earlier[place] = nearest
            }
        }
        return templates.indices.map { place in
            join(templates[place], earlier[place], comparedWith: known[templates[place].model] ?? 0)
        }
    }

    private mutating func join(
        _ template: Template, _ earlier: FirstFaces.Nearest?, comparedWith known: Int
    ) -> Int? {
        let model = template.model
        let firsts = firsts[model] ?? FirstFaces(dimensions: template.vector.count, threshold: threshold)
        self.firsts[model] = firsts
        let later = known < firsts.count ? firsts.nearest(to: [template.vector], from: known)[0] : nil
        let nearest = [earlier, later].compactMap { $0 }.reduce(nil) { best, next -> FirstFaces.Nearest? in
            best.map { $0.similarity >= next.similarity } == true ? best : next
        }
        if let nearest { return begun[model]?[nearest.place] }
        guard firsts.append(template.vector) else { return nil }
        begun[model, default: []].append(count)
        defer { count += 1 }
        return count
    }
}
