@echo off
rem 双击打开网页；把文件拖到图标上即审核。
rem A double click opens the page; files dropped onto the icon are checked.
chcp 65001 >nul
set PYTHONUTF8=1
set PYTHONDONTWRITEBYTECODE=1
if "%~1"=="" (
    "%~dp0python\python.exe" -m recon page
    if errorlevel 2 pause
    exit /b
)
"%~dp0python\python.exe" -m recon validate %* --format line --open
pause
