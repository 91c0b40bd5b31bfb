; Makes one installer for Windows of what PyInstaller froze. UNTRIED: written from Inno Setup's
; documentation, on a machine without Windows. From the project's folder, on Windows:
;     py packaging\dev.py package
;     iscc /DVersion=0.1.0 packaging\windows\aiguillage.iss
; Silent, for every account: aiguillage-0.1.0-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
; Silent removal: "%ProgramFiles%\Aiguillage\unins000.exe" /VERYSILENT /SUPPRESSMSGBOXES
; Removal leaves %ProgramData%\Aiguillage (settings) and each person's data where they are.

#ifndef Version
  #error Say the version: iscc /DVersion=0.1.0 packaging\windows\aiguillage.iss
#endif

[Setup]
AppId={{6E0E0B53-6C0B-4B7B-9C5C-6B6F6F0D7A11}
AppName=Aiguillage
AppVersion={#Version}
AppPublisher=Aiguillage contributors
DefaultDirName={autopf}\Aiguillage
DefaultGroupName=Aiguillage
DisableProgramGroupPage=yes
DisableDirPage=yes
PrivilegesRequired=admin
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=aiguillage-{#Version}-setup
SetupIconFile=build\icons\aiguillage.ico
UninstallDisplayIcon={app}\aiguillage-window.exe
LicenseFile=LICENSE
ChangesAssociations=yes
CloseApplications=yes

[Languages]
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
fr.Desk=Aiguillage – espace conseiller
en.Desk=Aiguillage – advisor’s space
fr.Guide=Guide d’Aiguillage
en.Guide=Aiguillage guide
fr.Ticket=Code d’orientation
en.Ticket=Orientation code

[Files]
Source: "build\package\bundles\aiguillage\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "dist\NOTICES.txt"; DestDir: "{app}"; Flags: ignoreversion
Source: "dist\sbom.cdx.json"; DestDir: "{app}"; Flags: ignoreversion
Source: "packaging\kiosk\windows\*"; DestDir: "{app}\kiosk"; Flags: recursesubdirs ignoreversion
Source: "packaging\kiosk\kiosk.toml"; DestDir: "{app}\kiosk"; Flags: ignoreversion

[Dirs]
Name: "{commonappdata}\Aiguillage"; Permissions: users-readexec; Flags: uninsneveruninstall

[Icons]
Name: "{group}\Aiguillage"; Filename: "{app}\aiguillage-window.exe"
Name: "{group}\{cm:Desk}"; Filename: "{app}\aiguillage-window.exe"; Parameters: "--desk"

[Registry]
Root: HKLM; Subkey: "Software\Classes\.aiguillage"; ValueType: string; ValueData: "Aiguillage.Guide"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKLM; Subkey: "Software\Classes\Aiguillage.Guide"; ValueType: string; ValueData: "{cm:Guide}"; Flags: uninsdeletekey
Root: HKLM; Subkey: "Software\Classes\Aiguillage.Guide\DefaultIcon"; ValueType: string; ValueData: "{app}\aiguillage-window.exe,0"
Root: HKLM; Subkey: "Software\Classes\Aiguillage.Guide\shell\open\command"; ValueType: string; ValueData: """{app}\aiguillage-window.exe"" ""%1"""
Root: HKLM; Subkey: "Software\Classes\.orientation"; ValueType: string; ValueData: "Aiguillage.Ticket"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKLM; Subkey: "Software\Classes\Aiguillage.Ticket"; ValueType: string; ValueData: "{cm:Ticket}"; Flags: uninsdeletekey
Root: HKLM; Subkey: "Software\Classes\Aiguillage.Ticket\DefaultIcon"; ValueType: string; ValueData: "{app}\aiguillage-window.exe,0"
Root: HKLM; Subkey: "Software\Classes\Aiguillage.Ticket\shell\open\command"; ValueType: string; ValueData: """{app}\aiguillage-window.exe"" ""%1"""
Root: HKLM; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\aiguillage.exe"; ValueType: string; ValueData: "{app}\aiguillage.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\aiguillage-window.exe"; Description: "{cm:LaunchProgram,Aiguillage}"; Flags: nowait postinstall skipifsilent
