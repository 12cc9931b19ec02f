import Foundation

extension Policy {
    /// The policy text that a home of this profile begins with. Its comments explain each line.
    public static func standardText(for profile: Profile) -> String {
        switch profile {
        case .household: String(decoding: PackageResources.household_yaml, as: UTF8.self)
        case .archive: String(decoding: PackageResources.archive_yaml, as: UTF8.self)
        case .investigation: String(decoding: PackageResources.investigation_yaml, as: UTF8.self)
        }
    }
}
