public import Vocabulary

extension Failure.Code {
    /// A plan was asked for that cannot be made: no people, no shots, a negative count.
    public static let planImpossible = Failure.Code("synth.plan-impossible", .usage)
    /// The folder holds files that are not the plan's.
    public static let folderNotEmpty = Failure.Code("synth.folder-not-empty", .usage)
    /// The folder, or a file in it, cannot be written.
    public static let folderUnwritable = Failure.Code("synth.folder-unwritable", .environment)
}
