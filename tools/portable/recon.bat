@echo off
rem A double click opens the page; files dropped onto the icon are checked.
rem No other letters than ASCII here: cmd reads them in the code page it finds.
chcp 65001 >nul
if "%~1"=="" (
    "%~dp0python\python.exe" -X utf8 -m recon page
    if errorlevel 2 pause
    exit /b
)
"%~dp0python\python.exe" -X utf8 -m recon validate %* --format line --open
pause
