# Puts Aiguillage in the place of the desktop, for one account, with Shell Launcher
# (Windows 10 and 11 Enterprise, Education, IoT Enterprise). Run as administrator:
#     powershell -ExecutionPolicy Bypass -File install-kiosk.ps1
#     powershell -ExecutionPolicy Bypass -File install-kiosk.ps1 -Remove
# Untried: written from the documentation, on a machine without Windows. Try it on a spare machine.
#Requires -RunAsAdministrator
#Requires -Version 5.1
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [string] $Account = 'AiguillageKiosk',
    [string] $Program = (Join-Path $env:ProgramFiles 'Aiguillage\aiguillage.exe'),
    [switch] $Remove
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$RestartShell = 0
$DoNothing = 3
$LeftByStaff = 0

function Get-ShellLauncher {
    try {
        return [wmiclass] '\\localhost\root\standardcimv2\embedded:WESL_UserSetting'
    }
    catch {
        throw 'Shell Launcher is not there: it needs Windows Enterprise, Education or IoT Enterprise, and a restart after its feature was turned on.'
    }
}

function Get-Sid([string] $Name) {
    $user = New-Object System.Security.Principal.NTAccount($Name)
    return $user.Translate([System.Security.Principal.SecurityIdentifier]).Value
}

function Add-KioskAccount([string] $Name) {
    if (Get-LocalUser -Name $Name -ErrorAction SilentlyContinue) {
        return
    }
    # No administrator, and no password to lose: it signs in by itself at the start.
    New-LocalUser -Name $Name -NoPassword -FullName 'Aiguillage' -UserMayNotChangePassword | Out-Null
    Set-LocalUser -Name $Name -PasswordNeverExpires $true
    $users = New-Object System.Security.Principal.SecurityIdentifier('S-1-5-32-545')
    Add-LocalGroupMember -SID $users -Member $Name
}

function Enable-Feature {
    $feature = Get-WindowsOptionalFeature -Online -FeatureName 'Client-EmbeddedShellLauncher'
    if ($feature.State -ne 'Enabled') {
        Enable-WindowsOptionalFeature -Online -NoRestart -All -FeatureName 'Client-EmbeddedShellLauncher' | Out-Null
    }
}

function Set-NoCrashDump([string] $Path) {
    # A fall leaves no memory on the disk: a visitor's answers would be in it.
    $name = Split-Path -Leaf $Path
    $key = 'HKLM:\SOFTWARE\Microsoft\Windows\Windows Error Reporting\ExcludedApplications'
    New-Item -Path $key -Force | Out-Null
    Set-ItemProperty -Path $key -Name $name -Type DWord -Value 1
}

if ($Remove) {
    $launcher = Get-ShellLauncher
    if ($PSCmdlet.ShouldProcess($Account, 'give the desktop back')) {
        $launcher.RemoveCustomShell((Get-Sid $Account)) | Out-Null
    }
    Write-Output "The account $Account has its desktop again. The account itself stays: Remove-LocalUser $Account"
    return
}

if (-not (Test-Path -LiteralPath $Program -PathType Leaf)) {
    throw "There is no program at $Program. Name it: -Program PATH"
}
if ($PSCmdlet.ShouldProcess($Account, 'make a kiosk of it')) {
    Add-KioskAccount $Account
    Enable-Feature
    Set-NoCrashDump $Program
    $launcher = Get-ShellLauncher
    $shell = '"{0}" --kiosk' -f $Program
    $launcher.SetDefaultShell('explorer.exe', $RestartShell) | Out-Null
    $launcher.SetCustomShell((Get-Sid $Account), $shell, @($LeftByStaff), @($DoNothing), $RestartShell) | Out-Null
    $launcher.SetEnabled($true) | Out-Null
    Write-Output "Done. Restart, and sign in as $Account."
    Write-Output 'The staff code, typed once while signed in as that account: aiguillage kiosk set-pin'
}
