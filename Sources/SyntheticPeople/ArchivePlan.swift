/// What a photo archive of people who do not exist will hold. Pure: nothing is drawn yet, nothing written.
///
/// The same numbers give the same plan, and more probes or strangers change nothing in the archive itself.
public struct ArchivePlan: Hashable, Sendable {
    /// The people of the archive.
    public let people: [Person]
    /// People who are on no photo of the archive.
    public let strangers: [Person]
    /// The archive: each person on exactly as many photos as was asked for, and some photos of nobody.
    public let archive: PhotoSet
    /// Photos to search with, one face on each: unseen photos of the archive's people, then one of each stranger. They
    /// belong into a folder of their own, beside the archive, lest they be indexed with it.
    public let probes: PhotoSet

    /// - Parameters:
    ///   - people: how many people the archive shows, 1 or more.
    ///   - shots: on how many photos each of them is, 1 or more.
    ///   - probes: how many unseen photos of the archive's people to make; the people take turns.
    ///   - strangers: how many people to make a probe of who are not in the archive.
    /// - Throws: `synth.plan-impossible`.
    public init(people: Int, shots: Int, seed: UInt64 = 1, probes: Int = 0, strangers: Int = 0) throws {
        try Planner.check([(people, 1), (shots, 1), (probes, 0), (strangers, 0)])
        let planner = Planner(seed)
        self.people = (0..<people).map { planner.person($0) }
        self.strangers = (0..<strangers).map { planner.stranger($0) }
        archive = planner.archive(of: self.people, shots: shots)
        self.probes = planner.probes(of: self.people, after: shots, count: probes, strangers: self.strangers)
    }
}
