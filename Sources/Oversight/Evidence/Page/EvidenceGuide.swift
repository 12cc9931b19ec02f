/// `README.txt`: what the pack is, in plain words.
enum EvidenceGuide {
    static let text = PackageResources.guide_txt
}
